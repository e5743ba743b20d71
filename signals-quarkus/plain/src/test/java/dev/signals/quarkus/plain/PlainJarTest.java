package dev.signals.quarkus.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.internal.walk.SharedDirtyCheck;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainJarTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.with();

    @Inject
    SessionFactory factory;

    @Inject
    Session session;

    @BeforeEach
    void clear() {
        Log.clear();
        QuarkusTransaction.requiringNew().run(() -> Article.deleteAll());
    }

    private static void write(String title) {
        QuarkusTransaction.requiringNew().run(() -> Article.of(title).persist());
    }

    @Test
    void receiversThatCodeConnectsAreCalled() {
        try (Connection of = ModelSignals.of(factory)
                        .preSave()
                        .connect(Article.class, event -> event.instance().title = "changed");
                Connection all = ModelSignals.POST_SAVE.connect(
                        Article.class, event -> Log.add("code " + event.instance().title))) {
            write("Tea");

            assertThat(of.isConnected() && all.isConnected()).isTrue();
        }

        assertThat(Log.lines("code")).containsExactly("code changed");
    }

    @Test
    void aBeanThatAnEntityNamesIsCalledIfItIsKept() {
        write("Tea");

        assertThat(Log.lines("kept")).containsExactly("kept Tea, one of 1");
        assertThat(Log.lines("committed")).containsExactly("committed Tea");
    }

    @Test
    void aBeanThatArcRemovesIsMadeWithoutInjection() {
        write("Tea");

        assertThat(Log.lines("removed")).containsExactly("removed without a manager");
    }

    @Test
    void aBeanThatNobodyNamesIsNotCalled() {
        write("Tea");

        assertThat(Log.lines("unnamed")).isEmpty();
    }

    @Test
    void theSignalsCannotBeInjected() {
        assertThat(Arc.container().select(FactorySignals.class).isUnsatisfied()).isTrue();
    }

    @Test
    void aTimelineOfASessionRecordsItsReceiversWithoutTheTextOfStatements() {
        QuarkusTransaction.requiringNew().run(() -> {
            try (SignalTimeline timeline = ModelSignals.of(factory)
                    .timeline(session.unwrap(org.hibernate.engine.spi.SessionImplementor.class))) {
                Article.of("Tea").persistAndFlush();

                assertThat(timeline.lines()).anyMatch(line -> line.contains("KeptReceivers.saved"));
                assertThat(timeline.lines()).noneMatch(line -> line.contains("insert into"));
            }
        });
    }

    @Test
    void aTimelineOfAllSessionsIsRefused() {
        assertThatThrownBy(() -> ModelSignals.of(factory).timeline())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signals.timeline");
    }

    @Test
    void theDirtyCheckIsMadeTwice() {
        assertThat(SharedDirtyCheck.of(factory.unwrap(SessionFactoryImplementor.class)))
                .isNull();
    }
}
