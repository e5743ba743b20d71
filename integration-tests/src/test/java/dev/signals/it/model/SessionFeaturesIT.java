package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.type.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What applications do with sessions and factories works as without the library. */
@OnEveryDatabase
class SessionFeaturesIT {

    private static final Class<?>[] ENTITIES = {Plain.class, Author.class, Note.class, Line.class, Category.class};

    @Entity(name = "Plain")
    static class Plain implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    /** Sets the revision of what is updated, and counts how often it is asked. */
    private static final class Revisions implements Interceptor {
        int asked;

        @Override
        public boolean onFlushDirty(
                Object entity, Object id, Object[] current, Object[] previous, String[] names, Type[] types) {
            int revision = List.of(names).indexOf("revision");
            current[revision] = 42;
            return true;
        }

        @Override
        public int[] findDirty(
                Object entity, Object id, Object[] current, Object[] previous, String[] names, Type[] types) {
            asked++;
            return null;
        }
    }

    private final Database database;
    private final TestFactory factory;

    SessionFeaturesIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatAnInterceptorSetsIsWrittenAndTheEntityAnnouncedOnce() {
        Map<String, Object> settings = Map.of("hibernate.session_factory.interceptor", new Revisions());
        try (TestFactory intercepted = TestFactory.of(database, settings, Author.class)) {
            Author author = intercepted.saved(new Author("a"));
            EventLog log = EventLog.of(intercepted.signals());

            intercepted.inTransaction(session -> session.find(Author.class, author.id).name = "b");

            assertThat(log.lines()).containsExactly("pre_save Author", "post_save Author");
            assertThat(intercepted.sql("select revision from Author")).isEqualTo(42);
        }
    }

    @Test
    void anInterceptorIsNotAskedMoreOftenWhenNobodyListens() {
        int without = timesAsked(Map.of(SignalSettings.ENABLED, "false"));

        assertThat(timesAsked(Map.of())).isEqualTo(without).isPositive();
    }

    @Test
    void aSessionStillSerializesAndAnnouncesAfterwards() throws IOException, ClassNotFoundException {
        EventLog log = EventLog.of(factory.signals());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Session session = factory.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Plain());
            session.getTransaction().commit();
            new ObjectOutputStream(bytes).writeObject(session);
        }

        try (Session session =
                (Session) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject()) {
            session.beginTransaction();
            session.createSelectionQuery("from Plain", Plain.class).getSingleResult().text = "x";
            session.getTransaction().commit();
        }

        assertThat(log.lines())
                .containsExactly("pre_save Plain new", "post_save Plain created", "pre_save Plain", "post_save Plain");
    }

    @Test
    void aStatelessSessionAnnouncesEachStatementAndIsUndisturbed() {
        Comparison comparison = Comparison.of(
                database,
                (compared, log) -> compared.sessionFactory().inStatelessTransaction(session -> {
                    Author author = new Author("x");
                    session.insert(author);
                    author.name = "y";
                    session.update(author);
                    session.upsert(new Category("c"));
                    session.createSelectionQuery("from Author", Author.class).getResultList();
                    session.createMutationQuery("update Author set revision = 1")
                            .executeUpdate();
                    session.delete(author);
                    session.insert(new Line("l"));
                }),
                ENTITIES);

        comparison.hasSameStatements();
        assertThat(comparison.events())
                .containsExactly(
                        "pre_save Author new",
                        "post_save Author created",
                        "pre_save Author",
                        "post_save Author",
                        "pre_save Category",
                        "post_save Category",
                        "pre_delete Author EXPLICIT",
                        "post_delete Author",
                        "pre_save Line new",
                        "post_save Line created");
    }

    @Test
    void batchedRowsAreVisibleToPlainJdbcInPostSave() {
        Map<String, Object> settings = Map.of(
                "hibernate.jdbc.batch_size", 50, "hibernate.order_inserts", true, "hibernate.order_updates", true);
        List<Long> seen = new ArrayList<>();
        try (TestFactory batching = TestFactory.of(database, settings, ENTITIES)) {
            batching.signals()
                    .postSave()
                    .connect(
                            Note.class,
                            event -> seen.add(event.session().doReturningWork(connection -> {
                                try (Statement statement = connection.createStatement();
                                        ResultSet result = statement.executeQuery("select count(*) from Note")) {
                                    result.next();
                                    return result.getLong(1);
                                }
                            })));

            batching.inTransaction(session -> {
                for (int i = 0; i < 3; i++) {
                    session.persist(new Note("n"));
                    session.persist(new Author("a"));
                }
            });
        }

        assertThat(seen).containsExactly(3L, 3L, 3L);
    }

    private int timesAsked(Map<String, Object> settings) {
        Revisions revisions = new Revisions();
        Map<String, Object> all = new HashMap<>(settings);
        all.put("hibernate.session_factory.interceptor", revisions);
        try (TestFactory intercepted = TestFactory.of(database, all, Author.class)) {
            Author author = intercepted.saved(new Author("a"));
            intercepted.inTransaction(session -> {
                session.find(Author.class, author.id).name = "b";
                session.createSelectionQuery("from Author", Author.class).getResultList();
            });
        }
        return revisions.asked;
    }
}
