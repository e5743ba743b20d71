package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.quarkus.memo.PlainReceivers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainJarSuperclassTest {

    @Singleton
    static class Inheriting extends PlainReceivers<Article> {}

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            Applications.of(Inheriting.class).withAdditionalDependency(jar -> jar.addClass(PlainReceivers.class));

    @Inject
    EntityManager manager;

    @Inject
    Inheriting receivers;

    @Test
    void aMethodInheritedFromAJarWithoutAnIndexIsCalled() {
        QuarkusTransaction.requiringNew().run(() -> manager.persist(new Article()));

        assertThat(receivers.calls()).isEqualTo(1);
    }
}
