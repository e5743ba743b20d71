package dev.signals.it.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.bulk.Stock.Article;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.Test;

/** Without the setting nothing of Hibernate's is replaced. */
class BulkOffIT {

    private static final String PACKAGE = "dev.signals";

    private static JdbcServices services(TestFactory factory) {
        return factory.sessionFactory().unwrap(SessionFactoryImplementor.class).getJdbcServices();
    }

    private static EntityPersister persister(TestFactory factory, Class<?> entity) {
        return factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
    }

    private static void assertOwn(TestFactory factory) {
        for (Object own : List.of(
                services(factory),
                services(factory).getJdbcMutationExecutor(),
                services(factory).getJdbcEnvironment(),
                services(factory).getJdbcEnvironment().getSqlAstTranslatorFactory(),
                persister(factory, Stock.Dog.class).getSqmMultiTableMutationStrategy())) {
            assertThat(Proxy.isProxyClass(own.getClass())).as(own.toString()).isFalse();
            assertThat(own.getClass().getName()).doesNotStartWith(PACKAGE);
        }
    }

    @Test
    void nothingIsInstalledAndNothingIsToldWithoutTheSetting() {
        List<String> log = new ArrayList<>();
        try (TestFactory factory = TestFactory.of(Database.H2, Stock.entities());
                Connection updates = ModelSignals.BULK_UPDATED.connect(event -> log.add("updated"));
                Connection deletes = ModelSignals.BULK_DELETED.connect(event -> log.add("deleted"))) {
            assertOwn(factory);
            assertThat(List.of(updates, deletes)).allMatch(Connection::isConnected);
            factory.inTransaction(session -> {
                session.persist(new Article(1, "a"));
                session.createMutationQuery("update Article set views = 1").executeUpdate();
                session.createMutationQuery("delete from Animal").executeUpdate();
            });
        }
        assertThat(log).isEmpty();
    }

    @Test
    void nothingIsInstalledIfTheSettingIsFalse() {
        try (TestFactory factory =
                TestFactory.of(Database.H2, Map.of(SignalSettings.BULK, "false"), Stock.entities())) {
            assertOwn(factory);
        }
    }

    @Test
    void nothingIsInstalledIfTheLibraryIsSwitchedOff() {
        Map<String, String> settings = Map.of(
                SignalSettings.BULK, "true", SignalSettings.ENABLED, "false", SignalSettings.BULK_POLICY, "fail");
        try (TestFactory factory = TestFactory.of(Database.H2, settings, Stock.entities())) {
            assertOwn(factory);
            factory.inTransaction(session ->
                    session.createMutationQuery("delete from Article").executeUpdate());
        }
    }

    @Test
    void whatIsInstalledIsAroundWhatHibernateHas() {
        try (TestFactory factory = TestFactory.of(Database.H2, Map.of(SignalSettings.BULK, "true"), Stock.entities())) {
            assertThat(services(factory).getJdbcMutationExecutor().getClass().getName())
                    .startsWith(PACKAGE);
            assertThat(services(factory).getDialect()).isNotNull();
            assertThat(services(factory)).isEqualTo(services(factory));
            assertThat(Proxy.isProxyClass(persister(factory, Stock.Dog.class)
                            .getSqmMultiTableMutationStrategy()
                            .getClass()))
                    .isTrue();
        }
    }
}
