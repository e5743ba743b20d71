package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.outbox.Outbox;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OutboxTest {

    static class Mails {

        private final Log log;

        Mails(Log log) {
            this.log = log;
        }

        @Receiver(durable = "mails")
        void send(Changed<Article> change) {
            log.add("mail about " + change.id());
        }
    }

    static class Broken {

        @Receiver
        void saved(PostSave<Article> event) {}

        @Receiver(durable = "broken")
        void send(Changed<Article> change) {
            throw new IllegalStateException("no mail today");
        }
    }

    @Test
    void durableReceiversAreCalledWhileTheApplicationRuns() {
        runner().withBean(Mails.class).run(context -> {
            inTransaction(context, manager -> manager.persist(new Article()));

            await().until(() -> !context.getBean(Log.class).lines().isEmpty());
            assertThat(context.getBean(Log.class).lines()).containsExactly("mail about 1");
        });
    }

    @Test
    void aProcessThatOnlyWritesCallsMakesNone() {
        runner().withBean(Mails.class)
                .withPropertyValues("signals.outbox.start=false")
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(Outbox.class).pending()).singleElement();
                    Health health = context.getBean("outboxHealthIndicator", HealthIndicator.class)
                            .health();
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails()).containsEntry("pending", 1L).containsEntry("dead", 0);
                    assertThat(context.getBean(SignalsEndpoint.class)
                                    .signals()
                                    .units()
                                    .get("default")
                                    .outbox()
                                    .pending())
                            .extracting(OutboxState.Pending::receiver, OutboxState.Pending::count)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple("mails", 1L));
                });
    }

    @Test
    void theHealthIsDownIfTheTablesCannotBeRead() {
        runner().withPropertyValues("signals.outbox.start=false").run(context -> {
            inTransaction(
                    context,
                    manager ->
                            manager.createNativeQuery("drop table signals_jobs").executeUpdate());

            assertThat(context.getBean("outboxHealthIndicator", HealthIndicator.class)
                            .health()
                            .getStatus())
                    .isEqualTo(Status.DOWN);
        });
    }

    @Test
    void theTimesOfThePropertiesAreThoseOfTheOutbox() {
        runner().withBean(Broken.class)
                .withPropertyValues(
                        "signals.outbox.attempts=2", "signals.outbox.backoff=1ms", "signals.outbox.remembered=30d")
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    await().until(() -> context.getBean(Outbox.class).dead().size() == 1);
                    SignalsEndpoint.Signals signals =
                            context.getBean(SignalsEndpoint.class).signals();
                    SignalsEndpoint.Unit unit = signals.units().get("default");
                    assertThat(unit.outbox().dead()).isEqualTo(1);
                    assertThat(unit.failures())
                            .hasSize(2)
                            .allMatch(failure -> failure.failure().contains("no mail today"));
                });
    }

    @Test
    void anOutboxOfEventsMakesNoCalls() {
        runner().withPropertyValues("signals.outbox.content=events", "signals.outbox.events.remove=false")
                .run(context -> {
                    context.getBean(Outbox.class).map(Article.class, change -> "{\"id\":" + change.id() + "}");

                    inTransaction(context, manager -> manager.persist(new Article()));

                    inTransaction(
                            context,
                            manager -> assertThat(manager.createNativeQuery("select type from outboxevent")
                                            .getSingleResult())
                                    .isEqualTo("ArticleCreated"));
                    assertThat(context).doesNotHaveBean(OutboxLifecycle.class);
                });
    }

    @Test
    void withoutTheModuleThereIsNoOutbox() {
        runner().withClassLoader(new FilteredClassLoader("dev.signals.outbox")).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(FactorySignals.class);
            assertThat(context).doesNotHaveBean("signalsOutbox").doesNotHaveBean("outboxHealthIndicator");
        });
    }

    @Test
    void withoutActuatorAndMicrometerTheApplicationStarts() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate", "org.springframework.boot.health", "io.micrometer"))
                .withUserConfiguration(Entities.class)
                .withBean(Log.class)
                .withBean(Mails.class)
                .withPropertyValues(Application.PROPERTIES)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(FactorySignals.class)
                        .hasSingleBean(OutboxLifecycle.class)
                        .doesNotHaveBean("signalsEndpoint"));
    }

    @AutoConfigurationPackage
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        SignalsAutoConfiguration.class,
        SignalsSecurityAutoConfiguration.class,
        SignalsMetricsAutoConfiguration.class,
        SignalsOutboxAutoConfiguration.class,
        SignalsEndpointAutoConfiguration.class,
        OutboxHealthAutoConfiguration.class
    })
    static class Entities {}

    @Test
    void actuatorShowsReceiversAndMutes() {
        runner().withBean(Broken.class).run(context -> {
            SignalsEndpoint endpoint = context.getBean(SignalsEndpoint.class);
            FactorySignals signals = context.getBean(FactorySignals.class);

            Scope mute = signals.mute(signals.postSave());
            SignalsEndpoint.Unit unit = endpoint.signals().units().get("default");
            mute.close();

            assertThat(unit.receivers())
                    .extracting(row -> row.signal() + " " + row.sender() + " " + row.when())
                    .containsExactlyInAnyOrder("post_save Article at once", "changed Article durable(\"broken\")");
            assertThat(unit.muted()).containsExactly("post_save");
            assertThat(endpoint.signals().units().get("default").muted()).isEmpty();
            assertThat(endpoint.chart("mermaid")).startsWith("flowchart LR");
            assertThat(endpoint.chart("other")).isNull();
        });
    }

    @Test
    void thePropertiesHaveMetadata() throws Exception {
        try (var metadata =
                SignalsProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(new String(metadata.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains(
                            "\"signals.bulk.policy\"",
                            "\"signals.outbox.poll\"",
                            "\"signals.strict\"",
                            "\"signals.slow\"");
        }
    }

    @Test
    void aSettingOfThePersistenceUnitGoesBeforeTheProperty() {
        runner().withPropertyValues("signals.strict=true", "spring.jpa.properties.signals.strict=false")
                .run(context -> assertThat(context.getBean(jakarta.persistence.EntityManagerFactory.class)
                                .getProperties())
                        .contains(Map.entry("signals.strict", "false")));
    }
}
