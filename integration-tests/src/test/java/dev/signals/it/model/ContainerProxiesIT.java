package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Proxies that answer with themselves wherever the object behind them does, {@code unwrap} included, as those of Weld do. */
@OnEveryDatabase
class ContainerProxiesIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    ContainerProxiesIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static <T> T proxy(Class<T> type, T behind) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(behind, arguments);
                    return answer == behind ? proxy : answer;
                }));
    }

    @Test
    void aProxyOfTheFactoryLeadsToItsSignals() {
        EntityManagerFactory proxy = proxy(EntityManagerFactory.class, factory.sessionFactory());

        assertThat(ModelSignals.of(proxy)).isSameAs(ModelSignals.of(factory.sessionFactory()));
    }

    @Test
    void aHookMayBeHandedOverForAProxyOfTheSession() {
        factory.inTransaction(session -> {
            TransactionHooks.onCommit(proxy(Session.class, session), () -> log.add("committed"));
            log.add("-");
        });

        assertThat(log).containsExactly("-", "committed");
    }

    @Test
    void aSavepointMayBeSetInAProxyOfTheSession() {
        factory.inTransaction(session ->
                Savepoints.run(proxy(Session.class, session), () -> session.persist(new Note("behind the savepoint"))));

        assertThat(factory.count("Note")).isEqualTo(1);
    }
}
