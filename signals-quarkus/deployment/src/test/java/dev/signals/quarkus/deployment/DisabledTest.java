package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PreSave;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DisabledTest {

    static class Refusing {

        @Receiver
        void saving(PreSave<Article> event) {
            throw new IllegalStateException("called");
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            Applications.of(Refusing.class).overrideRuntimeConfigKey("quarkus.signals.enabled", "false");

    @Inject
    EntityManager manager;

    @Inject
    SessionFactory factory;

    @Test
    void nothingIsCalled() {
        QuarkusTransaction.requiringNew().run(() -> manager.persist(new Article()));

        assertThatThrownBy(() -> ModelSignals.of(factory)).hasMessageContaining("signals.enabled");
    }
}
