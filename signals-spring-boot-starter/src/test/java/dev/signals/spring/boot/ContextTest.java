package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.PostSave;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class ContextTest {

    static class Titles {

        private final Log log;

        Titles(Log log) {
            this.log = log;
        }

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("context " + event.context());
        }

        @Receiver(async = true)
        void later(PostSave<Article> event) {
            log.add("in " + Thread.currentThread().getName());
        }
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theUserAndTheProvidersAmongTheBeansAreInTheContextOfEvents() {
        runner().withBean(Titles.class)
                .withBean("request", ContextProvider.class, () -> () -> Map.of("request", 7))
                .withBean(ReceiverExecutor.class, () -> ReceiverExecutor.on(Runnable::run))
                .run(context -> {
                    SecurityContextHolder.getContext()
                            .setAuthentication(new TestingAuthenticationToken("ann", "secret"));

                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(Log.class).lines())
                            .hasSize(2)
                            .anyMatch(line -> line.contains("user=ann") && line.contains("request=7"))
                            .contains("in " + Thread.currentThread().getName());
                });
    }

    @Test
    void theUserIsLeftOutIfAskedTo() {
        runner().withBean(Titles.class)
                .withPropertyValues("signals.context.user=false")
                .run(context -> {
                    SecurityContextHolder.getContext()
                            .setAuthentication(new TestingAuthenticationToken("ann", "secret"));

                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(Log.class).lines()).contains("context {}");
                });
    }

    @Test
    void callsAreTimedWhereThereIsARegistry() {
        runner().withBean(Titles.class)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("signals.receiver")
                                    .tag("signal", "post_save")
                                    .timers())
                            .isNotEmpty();
                });
    }
}
