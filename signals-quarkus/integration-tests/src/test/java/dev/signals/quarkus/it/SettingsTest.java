package dev.signals.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.internal.walk.SharedDirtyCheck;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettingsTest {

    @Inject
    EntityManager manager;

    @Inject
    FactorySignals signals;

    @Inject
    SessionFactory factory;

    @Test
    void aBulkStatementIsRefusedWhereThePolicySaysSo() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> manager.createQuery("delete from Memo").executeUpdate()))
                .hasMessageContaining("Memo");
    }

    @Test
    void aTimelineOfAllSessionsSeesStatements() {
        SignalTimeline seen;
        try (SignalTimeline timeline = signals.timeline()) {
            QuarkusTransaction.requiringNew().run(() -> Article.of("Tea").persist());
            seen = timeline;
            assertThat(seen.lines()).anyMatch(line -> line.contains("insert into Article"));
        }
    }

    @Test
    void theDirtyCheckIsNotMadeTwice() {
        assertThat(SharedDirtyCheck.of(factory.unwrap(SessionFactoryImplementor.class)))
                .isNotNull();
    }
}
