package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.PostSave;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoExecutorsTest {

    static class Receivers {
        @Receiver(async = true)
        void saved(PostSave<Article> event) {}
    }

    static class Makers {
        @Produces
        @Singleton
        ReceiverExecutor one() {
            return ReceiverExecutor.on(task -> new Thread(task, "own-one").start());
        }

        @Produces
        @Singleton
        ReceiverExecutor two() {
            return ReceiverExecutor.on(task -> new Thread(task, "own-two").start());
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.of(Receivers.class, Makers.class)
            .assertException(failure -> assertThat(failure)
                    .isInstanceOf(AmbiguousResolutionException.class)
                    .hasMessageContaining(Makers.class.getName()));

    @Test
    void theStartIsRefused() {
        Assertions.fail("it was started");
    }
}
