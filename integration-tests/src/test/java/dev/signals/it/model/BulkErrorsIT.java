package dev.signals.it.model;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.Test;

/** What can go wrong about bulk statements, with the messages that {@code docs/errors.md} shows. */
class BulkErrorsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        boolean draft;
    }

    private static void assertListed(String heading, ThrowingCallable mistake) throws IOException {
        ErrorsPage.assertListed(
                BulkErrorsIT.class, heading, catchThrowable(mistake).getMessage());
    }

    private static ThrowingCallable building(String... settings) {
        return () ->
                TestFactory.of(Database.H2, Map.of(settings[0], settings[1], settings[2], settings[3]), Article.class);
    }

    @Test
    void theSignalOfAFactoryThatDoesNotWatchIsRefused() throws IOException {
        try (TestFactory factory = TestFactory.of(Database.H2, Article.class)) {
            assertListed("bulk-not-watched", () -> factory.signals().bulkUpdated());
        }
    }

    @Test
    void aPolicyThatIsNoneIsRefused() throws IOException {
        assertListed("bulk-policy-unknown", building(SignalSettings.BULK, "true", SignalSettings.BULK_POLICY, "loud"));
    }

    @Test
    void aPolicyOfNoEntityIsRefused() throws IOException {
        assertListed(
                "bulk-policy-of-no-entity",
                building(SignalSettings.BULK, "true", SignalSettings.BULK_POLICY + ".Artikel", "warn"));
    }

    @Test
    void aPolicyThatNothingWatchesForIsRefused() throws IOException {
        assertListed(
                "bulk-policy-without-bulk", building(SignalSettings.BULK, "false", SignalSettings.BULK_POLICY, "fail"));
    }

    @Test
    void aStatementIsRefusedByThePolicy() throws IOException {
        try (TestFactory factory = TestFactory.of(
                Database.H2, Map.of(SignalSettings.BULK, "true", SignalSettings.BULK_POLICY, "fail"), Article.class)) {
            factory.signals().postSave().connect(Article.class, event -> {});
            assertListed(
                    "bulk-statement-refused",
                    () -> factory.inTransaction(
                            session -> session.createMutationQuery("update Article set draft = false")
                                    .executeUpdate()));
            assertListed(
                    "native-statement-refused",
                    () -> factory.inTransaction(session -> {
                        MutationQuery query = session.createNativeMutationQuery("update Article set draft = false");
                        ((NativeQuery<?>) query).addSynchronizedEntityClass(Article.class);
                        query.executeUpdate();
                    }));
        }
    }

    @Test
    void servicesOfSomebodyElseAreRefused() throws IOException {
        try (TestFactory others = TestFactory.of(Database.H2, Article.class);
                TestDatabase database = Database.H2.create();
                StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                        .applySettings(new HashMap<>(database.settings()))
                        .applySetting("hibernate.session_factory_name", "test")
                        .applySetting("hibernate.session_factory_name_is_jndi", "false")
                        .applySetting(SignalSettings.BULK, "true")
                        .addService(JdbcServices.class, services(others))
                        .build()) {
            MetadataSources sources = new MetadataSources(registry).addAnnotatedClass(Article.class);
            assertListed(
                    "bulk-with-other-services",
                    () -> sources.buildMetadata().buildSessionFactory().close());
        }
    }

    private static JdbcServices services(TestFactory factory) {
        return factory.sessionFactory().unwrap(SessionFactoryImplementor.class).getJdbcServices();
    }
}
