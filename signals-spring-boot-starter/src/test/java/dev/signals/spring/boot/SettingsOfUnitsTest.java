package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Settings of Hibernate that a persistence unit has of its own, beside the properties. */
class SettingsOfUnitsTest {

    static class Titles {

        private final Log log;

        Titles(Log log) {
            this.log = log;
        }

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("saved");
        }
    }

    @Test
    void aUnitThatIsSwitchedOffSendsNothingAndTheApplicationStarts() {
        runner().withBean(Titles.class)
                .withBean(SimpleTracer.class)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("spring.jpa.properties.signals.enabled=false")
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Log.class).lines()).isEmpty();
                    assertThat(context.getBeanProvider(FactorySignals.class).getIfAvailable())
                            .isNull();
                    assertThat(context.getBeanProvider(Outbox.class).getIfAvailable())
                            .isNull();
                    assertThat(context.getBean(SignalsEndpoint.class).signals().units())
                            .isEmpty();
                    assertThat(context.getBean("outboxHealthIndicator", HealthIndicator.class)
                                    .health()
                                    .getStatus())
                            .isEqualTo(Status.UP);
                });
    }

    @Test
    void aUnitWhoseOutboxHasEventsAloneMakesNoCalls() {
        runner().withBean(Titles.class)
                .withPropertyValues(
                        "spring.jpa.properties.signals.outbox=events",
                        "spring.jpa.properties.signals.outbox.events.remove=false")
                .run(context -> {
                    context.getBean(Outbox.class).map(Article.class, change -> "{\"id\":" + change.id() + "}");

                    inTransaction(context, manager -> manager.persist(new Article()));

                    inTransaction(
                            context,
                            manager -> assertThat(manager.createNativeQuery("select type from outboxevent")
                                            .getSingleResult())
                                    .isEqualTo("ArticleCreated"));
                    assertThat(context).doesNotHaveBean(OutboxLifecycle.class);
                    assertThat(context).doesNotHaveBean("outboxHealthIndicator");
                    assertThat(context.getBean(SignalsEndpoint.class)
                                    .signals()
                                    .units()
                                    .get("default")
                                    .outbox())
                            .isNull();
                });
    }

    @Test
    void slowCallsAreShownByActuator() {
        runner().withBean(Titles.class).withPropertyValues("signals.slow=0ms").run(context -> {
            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(SignalsEndpoint.class)
                            .signals()
                            .units()
                            .get("default")
                            .slowCalls())
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.receiver()).isEqualTo(Titles.class.getName() + ".saved");
                        assertThat(call.event()).isEqualTo("post_save Article#1 created");
                        assertThat(call.statementCount()).isZero();
                    });
        });
    }

    @Test
    void fastCallsAreNot() {
        runner().withBean(Titles.class).withPropertyValues("signals.slow=1h").run(context -> {
            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(SignalsProperties.class).slow()).isEqualTo(Duration.ofHours(1));
            assertThat(context.getBean(SignalsEndpoint.class)
                            .signals()
                            .units()
                            .get("default")
                            .slowCalls())
                    .isEmpty();
        });
    }
}
