package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outbox in Quarkus as its guide says, since the extension knows nothing of it. */
class OutboxByHandTest {

    static class Mails {

        final List<Object> sent = new CopyOnWriteArrayList<>();

        @Receiver(durable = "mails")
        void send(PostSave<Article> event) {
            sent.add(event.id());
        }
    }

    @ApplicationScoped
    static class Lifecycle {

        @Inject
        EntityManagerFactory factory;

        void start(@Observes StartupEvent event) {
            Outbox.of(factory).start();
        }

        void stop(@Observes ShutdownEvent event) {
            Outbox.of(factory).stop();
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.of(Mails.class, Lifecycle.class)
            .overrideConfigKey("quarkus.hibernate-orm.unsupported-properties.\"signals.outbox.tables\"", "true");

    @Inject
    EntityManager manager;

    @Inject
    EntityManagerFactory factory;

    @Inject
    Mails mails;

    @Test
    void aDurableCallIsWrittenAndMade() {
        Article article = new Article();
        QuarkusTransaction.requiringNew().run(() -> manager.persist(article));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mails.sent).containsExactly(article.id));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Outbox.of(factory).pending()).isEmpty());
    }
}
