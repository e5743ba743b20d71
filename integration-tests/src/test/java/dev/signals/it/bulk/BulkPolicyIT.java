package dev.signals.it.bulk;

import static dev.signals.it.bulk.Stock.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Options;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.bulk.Stock.Animal;
import dev.signals.it.bulk.Stock.Article;
import dev.signals.it.bulk.Stock.Dog;
import dev.signals.it.bulk.Stock.Vehicle;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done about bulk statements that receivers of entity signals do not hear of. */
@OnEveryDatabase
class BulkPolicyIT {

    private static final Logger LOGGER = Logger.getLogger("dev.signals.hibernate.BulkPolicy");

    private final Database database;
    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    BulkPolicyIT(Database database) {
        this.database = database;
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void removeHandler() {
        LOGGER.removeHandler(handler);
    }

    private TestFactory factory(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(SignalSettings.BULK, "true"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(SignalSettings.BULK_POLICY + settings[i], settings[i + 1]);
        }
        TestFactory factory = TestFactory.of(database, all, Stock.entities());
        factory.inTransaction(session -> {
            session.persist(new Article(1, "a"));
            session.persist(new Dog(1, "Rex"));
        });
        return factory;
    }

    @Test
    void withoutAPolicyStatementsAreExecutedInSilence() {
        try (TestFactory factory = factory()) {
            factory.signals().postSave().connect(Article.class, event -> {});
            assertThat(execute(factory, "update Article set views = 1")).isEqualTo(1);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void warnNamesTheStatementAndWhoDoesNotHear() {
        try (TestFactory factory = factory("", "warn")) {
            factory.signals().postSave().connect(Article.class, event -> {}, Options.uid("mail"));
            factory.signals().changed().connect(event -> {}, Options.uid("audit"));
            factory.signals().preDelete().connect(Article.class, event -> {}, Options.uid("guard"));
            assertThat(execute(factory, "update Article set views = 1")).isEqualTo(1);
            assertThat(execute(factory, "delete from Article")).isEqualTo(1);
        }
        assertThat(logged).hasSize(2);
        assertThat(logged.get(0))
                .startsWith("WARNING bulk statement \"update Article set views = 1\" on " + Article.class.getName())
                .contains("post_save", "mail", "changed", "audit", "FactorySignals.mute(session, ...)")
                .doesNotContain("guard")
                .hasLineCount(1);
        assertThat(logged.get(1))
                .startsWith("WARNING bulk statement \"delete from Article\"")
                .contains("pre_delete", "guard", "changed", "audit")
                .doesNotContain("mail");
    }

    @Test
    void failRefusesTheStatementBeforeAnythingIsExecuted() {
        try (TestFactory factory = factory("", "fail")) {
            factory.signals().postSave().connect(Article.class, event -> {}, Options.uid("mail"));
            factory.signals().postDelete().connect(event -> {}, Options.uid("audit"));
            factory.inTransaction(session -> execute(session, "update Vehicle set wheels = 1"));
            for (String hql : List.of(
                    "update Article set views = 1",
                    "delete from Article",
                    "delete from Animal",
                    "delete from Dog",
                    "delete from " + Stock.Dated.class.getName())) {
                factory.statements().clear();
                factory.sessionFactory().inSession(session -> {
                    session.beginTransaction();
                    assertThatThrownBy(() -> execute(session, hql))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("\"" + hql + "\"");
                    assertThat(session.getTransaction().getRollbackOnly()).isTrue();
                    session.getTransaction().rollback();
                });
                assertThat(factory.statements().all()).isEmpty();
            }
            assertThat(execute(factory, "update Animal set name = 'x'")).isEqualTo(1);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void aTypeWithoutReceiversIsFree() {
        try (TestFactory factory = factory("", "fail")) {
            factory.signals().postSave().connect(Article.class, event -> {});
            factory.signals().postInit().connect(event -> {});
            factory.signals().bulkUpdated().connect(event -> {});
            assertThat(execute(factory, "delete from Article")).isEqualTo(1);
            assertThat(execute(factory, "update Animal set name = 'x'")).isEqualTo(1);
        }
    }

    @Test
    void anEntityHasAPolicyOfItsOwnByEitherName() {
        try (TestFactory factory = factory("", "fail", ".Article", "ignore", "." + Vehicle.class.getName(), "warn")) {
            factory.signals().preSave().connect(event -> {});
            assertThat(execute(factory, "update Article set views = 1")).isEqualTo(1);
            assertThat(execute(factory, "update Vehicle set wheels = 1")).isZero();
            assertThat(logged).hasSize(1);
            assertThatThrownBy(() -> execute(factory, "update Note set since = 1"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aSubclassHasThePolicyOfItsSuperclassUnlessItHasOne() {
        try (TestFactory factory = factory(".Animal", "fail", ".Dog", "warn")) {
            factory.signals().postSave().connect(Dog.class, event -> {}, Options.uid("of dogs"));
            assertThat(execute(factory, "update Animal set name = 'x'")).isEqualTo(1);
            assertThat(logged).hasSize(1);
            assertThat(logged.get(0)).contains("on " + Animal.class.getName(), "of dogs");
            factory.signals().postSave().connect(Animal.class, event -> {}, Options.uid("of animals"));
            assertThat(execute(factory, "update Dog set name = 'x'")).isEqualTo(1);
            assertThatThrownBy(() -> execute(factory, "update Animal set name = 'x'"))
                    .hasMessageContaining("of animals")
                    .hasMessageContaining("of dogs");
        }
        try (TestFactory factory = factory(".Animal", "fail")) {
            factory.signals().postSave().connect("Dog", event -> {});
            assertThatThrownBy(() -> execute(factory, "update Animal set name = 'x'"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> execute(factory, "update Dog set name = 'x'"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void mutingTheSignalsOfTheSessionIsConsent() {
        try (TestFactory factory = factory("", "fail")) {
            FactorySignals signals = factory.signals();
            List<String> told = new ArrayList<>();
            signals.postSave().connect(Article.class, event -> {});
            signals.bulkUpdated().connect(event -> told.add(event.summary()));
            factory.inTransaction(session -> {
                try (Scope silent = signals.mute(session, signals.postSave())) {
                    assertThat(silent).isNotNull();
                    assertThat(execute(session, "update Article set views = 1")).isEqualTo(1);
                }
            });
            try (Scope silent = signals.mute()) {
                assertThat(silent).isNotNull();
                assertThat(execute(factory, "update Article set views = 1")).isEqualTo(1);
            }
            assertThat(told).containsExactly("bulk_updated Article 1 row");
            assertThatThrownBy(() -> execute(factory, "update Article set views = 1"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void statementsOfTheLibraryItselfAreNotJudged() {
        try (TestFactory factory = factory("", "fail")) {
            factory.signals().postSave().connect(event -> {});
            factory.inTransaction(session -> {
                Article article = session.createSelectionQuery("from Article", Article.class)
                        .getSingleResult();
                assertThat(QuietUpdate.of(session, article).set("views", 1).execute())
                        .isEqualTo(1);
                assertThat(QuietUpdate.of(session, Dog.class)
                                .where("name = :n", Map.of("n", "Rex"))
                                .set("name", "x")
                                .execute())
                        .isEqualTo(1);
            });
        }
    }

    @Test
    void aStatementOfAStatelessSessionIsJudged() {
        try (TestFactory factory = factory("", "fail")) {
            factory.signals().postSave().connect(event -> {});
            factory.sessionFactory().inStatelessSession(session -> {
                session.beginTransaction();
                assertThatThrownBy(() -> session.createMutationQuery("update Article set views = 1")
                                .executeUpdate())
                        .isInstanceOf(IllegalStateException.class);
                session.getTransaction().rollback();
            });
        }
    }

    private static MutationQuery synchronizedWith(Session session, Class<?> entity) {
        MutationQuery query = session.createNativeMutationQuery("update Article set views = 1");
        ((NativeQuery<?>) query).addSynchronizedEntityClass(entity);
        return query;
    }

    @Test
    void aNativeStatementIsJudgedByItsQuerySpaces() {
        try (TestFactory factory = factory("", "warn")) {
            factory.signals().postDelete().connect(Article.class, event -> {}, Options.uid("guard"));
            factory.inTransaction(session -> {
                synchronizedWith(session, Article.class).executeUpdate();
                synchronizedWith(session, Vehicle.class).executeUpdate();
                session.createNativeMutationQuery("update Article set views = 1")
                        .executeUpdate();
            });
        }
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0)).contains("\"update Article set views = 1\"", Article.class.getName(), "guard");

        try (TestFactory factory = factory("", "fail")) {
            factory.signals().postDelete().connect(Article.class, event -> {});
            assertThatThrownBy(() -> factory.inTransaction(
                            session -> synchronizedWith(session, Article.class).executeUpdate()))
                    .isInstanceOf(IllegalStateException.class);
            factory.inTransaction(
                    session -> synchronizedWith(session, Vehicle.class).executeUpdate());
        }
    }

    @Test
    void theLoggerCanBeSwitchedOff() {
        Level level = LOGGER.getLevel();
        LOGGER.setLevel(Level.OFF);
        try (TestFactory factory = factory("", "warn")) {
            factory.signals().postSave().connect(event -> {});
            execute(factory, "update Article set views = 1");
        } finally {
            LOGGER.setLevel(level);
        }
        assertThat(logged).isEmpty();
    }
}
