package dev.signals.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Spring injects as a Session is a proxy. */
@OnEveryDatabase
class SessionProxyIT {

    private final SpringApplication application;
    private final EntityManager entityManager;
    private final List<String> log = new ArrayList<>();

    SessionProxyIT(Database database) {
        application = new SpringApplication(database);
        entityManager = application.entityManager();
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void aHookIsHandedOverForTheSessionBehindTheProxy() {
        Session proxy = entityManager.unwrap(Session.class);

        application.required().executeWithoutResult(status -> {
            entityManager.persist(new Note("a"));
            TransactionHooks.onCommit(proxy, () -> log.add("committed " + application.committed()));
            log.add("-");
        });
        application.required().executeWithoutResult(status -> {
            TransactionHooks.onCommit(proxy, () -> log.add("lost"));
            status.setRollbackOnly();
        });

        assertThat(log).containsExactly("-", "committed [a]");
        assertThat(application.committed()).containsExactly("a");
    }
}
