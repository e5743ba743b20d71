package dev.signals.it.spring;

import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.OutboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnEveryDatabase
class DurableInSpringIT {

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        SpringApplication.Settings outbox() {
            return new SpringApplication.Settings(Map.of(OutboxSettings.TABLES, "true", OutboxSettings.POLL, "100ms"));
        }
    }

    private final SpringApplication application;
    private final List<Object> log = new CopyOnWriteArrayList<>();

    DurableInSpringIT(Database database) {
        application = new SpringApplication(database, Beans.class);
        application
                .signals()
                .changed()
                .connect(Note.class, change -> log.add(change.state().get("text")), durable("log"));
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void callsAreWrittenInTheTransactionOfSpring() {
        Outbox outbox = Outbox.of(application.entityManagerFactory());

        application.required().executeWithoutResult(status -> application.save("a"));
        assertThatThrownBy(() -> application.required().executeWithoutResult(status -> {
                    application.save("b");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        outbox.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> outbox.pending().isEmpty());
        assertThat(log).containsExactly("a");
    }
}
