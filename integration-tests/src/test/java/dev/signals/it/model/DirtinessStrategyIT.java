package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * An application may know itself what has changed, by a dirtiness strategy or by an interceptor. It is believed, as Hibernate believes
 * it, and asked no more than is needed.
 */
@OnEveryDatabase
class DirtinessStrategyIT {

    private static final String STRATEGY = "hibernate.entity_dirtiness_strategy";
    private static final String INTERCEPTOR = "hibernate.session_factory.interceptor";

    /** Hibernate asks an enhanced entity itself, and no strategy. */
    private static final List<String> SETTINGS =
            Boolean.getBoolean("signals.test.enhanced") ? List.of(INTERCEPTOR) : List.of(STRATEGY, INTERCEPTOR);

    private final Database database;

    DirtinessStrategyIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Marked")
    static class Marked {
        @Id
        @GeneratedValue
        Long id;

        @Version
        long version;

        String text = "a";

        String note = "n";

        @Transient
        final Set<String> marks = new HashSet<>();

        void setText(String text) {
            this.text = text;
            marks.add("text");
        }
    }

    /** Goes by the marks of an entity alone, and counts how often it is asked for them. */
    private static final class Marks implements CustomEntityDirtinessStrategy, Interceptor {
        private int asked;

        @Override
        public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
            return true;
        }

        @Override
        public boolean isDirty(Object entity, EntityPersister persister, Session session) {
            return !((Marked) entity).marks.isEmpty();
        }

        @Override
        public void resetDirty(Object entity, EntityPersister persister, Session session) {
            ((Marked) entity).marks.clear();
        }

        @Override
        public void findDirty(Object entity, EntityPersister persister, Session session, DirtyCheckContext context) {
            asked++;
            context.doDirtyChecking(attribute -> ((Marked) entity).marks.contains(attribute.getName()));
        }

        @Override
        public int[] findDirty(
                Object entity, Object id, Object[] current, Object[] previous, String[] names, Type[] types) {
            asked++;
            return IntStream.range(0, names.length)
                    .filter(i -> ((Marked) entity).marks.contains(names[i]))
                    .toArray();
        }
    }

    /** One application, with three rows. */
    private static final class Application implements AutoCloseable {
        final Marks marks = new Marks();
        final TestFactory factory;
        final List<Marked> rows = new ArrayList<>();

        Application(Database database, String setting) {
            factory = TestFactory.of(database, Map.of(setting, marks), Marked.class);
            factory.inTransaction(session -> {
                for (int i = 0; i < 3; i++) {
                    rows.add(new Marked());
                    session.persist(rows.get(i));
                }
            });
            marks.asked = 0;
        }

        void change(int count, Consumer<Marked> change) {
            factory.inTransaction(session ->
                    rows.subList(0, count).forEach(row -> change.accept(session.find(Marked.class, row.id))));
        }

        Object row(String column) {
            return factory.sql("select " + column + " from Marked where id = " + rows.get(0).id);
        }

        @Override
        public void close() {
            factory.close();
        }
    }

    private void each(Consumer<Application> test) {
        for (String setting : SETTINGS) {
            try (Application application = new Application(database, setting)) {
                test.accept(application);
            }
        }
    }

    @Test
    void whatIsFoundIsAnnounced() {
        each(application -> {
            EventLog log = EventLog.of(application.factory.signals());

            application.change(1, entity -> entity.setText("b"));

            assertThat(log.lines()).containsExactly("pre_save Marked", "post_save Marked");
            assertThat(application.row("text")).isEqualTo("b");
        });
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate does not ask about an enhanced entity that has noted no change")
    void whatIsFoundThoughNothingDiffersIsAnnouncedAndWritten() {
        each(application -> {
            EventLog log = EventLog.of(application.factory.signals());

            application.change(1, entity -> entity.setText("a"));

            assertThat(log.lines()).containsExactly("pre_save Marked", "post_save Marked");
            assertThat(application.row("version")).isEqualTo(1L);
        });
    }

    @Test
    void whatIsNotFoundIsNeitherAnnouncedNorWritten() {
        each(application -> {
            EventLog log = EventLog.of(application.factory.signals());

            application.change(1, entity -> entity.note = "m");

            assertThat(log.lines()).isEmpty();
            assertThat(application.row("note")).isEqualTo("n");
        });
    }

    @Test
    void whatAReceiverChangesIsFoundToo() {
        each(application -> {
            application
                    .factory
                    .signals()
                    .preSave()
                    .connect(Marked.class, event -> event.instance().setText("by a receiver"));

            application.change(1, entity -> entity.setText("b"));

            assertThat(application.row("text")).isEqualTo("by a receiver");
        });
    }

    @Test
    void whatAReceiverChangesAfterTheFlushIsFoundToo() {
        each(application -> {
            application.factory.signals().postSave().connect(Marked.class, event -> {
                if (!event.instance().text.equals("by a receiver")) {
                    event.instance().setText("by a receiver");
                }
            });

            application.change(1, entity -> entity.setText("b"));

            assertThat(application.row("text")).isEqualTo("by a receiver");
        });
    }

    @Test
    void oneChangedEntityIsAskedAboutOnceBeforeTheFlushWhateverIsConnected() {
        each(application -> {
            EventLog.of(application.factory.signals());
            application.factory.signals().changed().connect(event -> {}, ModelSignals.beforeCommit());
            application.factory.signals().postSave().connect(event -> {}, ModelSignals.beforeCommit());

            application.change(1, entity -> entity.setText("b"));

            assertThat(application.marks.asked).isEqualTo(2); // The second time by the flush.
        });
    }

    @Test
    void furtherChangedEntitiesAreAskedAboutOnceMoreAsAReceiverMayHaveChangedThem() {
        each(application -> {
            EventLog.of(application.factory.signals());

            application.change(3, entity -> entity.setText("b"));

            assertThat(application.marks.asked).isEqualTo(3 + 2 + 3);
        });
    }

    @Test
    void receiversOfTheRowsWrittenAskNothing() {
        each(application -> {
            application.factory.signals().postSave().connect(event -> {});
            application.factory.signals().postSave().connect(event -> {}, ModelSignals.beforeCommit());

            application.change(3, entity -> entity.setText("b"));

            assertThat(application.marks.asked).isEqualTo(3);
        });
    }
}
