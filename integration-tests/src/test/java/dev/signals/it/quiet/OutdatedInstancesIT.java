package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.DynamicUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways to write without signals, and what becomes of the value: the table of {@code docs/guide/writing-without-signals.md}. */
@OnEveryDatabase
class OutdatedInstancesIT {

    @MappedSuperclass
    abstract static class Page {
        @Id
        long id = 1;

        String title = "old";
        String slug = "s";

        void setTitle(String title) {
            this.title = title;
        }

        void setSlug(String slug) {
            this.slug = slug;
        }
    }

    @Entity(name = "PlainPage")
    static class PlainPage extends Page {}

    @Entity(name = "DynamicPage")
    @DynamicUpdate
    static class DynamicPage extends Page {}

    @Entity(name = "VersionedPage")
    static class VersionedPage extends Page {
        @Version
        int version;
    }

    private final TestFactory factory;

    OutdatedInstancesIT(Database database) {
        factory = TestFactory.of(database, PlainPage.class, DynamicPage.class, VersionedPage.class);
        factory.inTransaction(session -> {
            session.persist(new PlainPage());
            session.persist(new DynamicPage());
            session.persist(new VersionedPage());
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aQuietUpdateStays() {
        assertThat(titleAfter(PlainPage.class, session -> quietly(session, PlainPage.class)))
                .isEqualTo("new");
        assertThat(titleAfter(DynamicPage.class, session -> quietly(session, DynamicPage.class)))
                .isEqualTo("new");
        assertThat(titleAfter(VersionedPage.class, session -> quietly(session, VersionedPage.class)))
                .isEqualTo("new");
    }

    @Test
    void aValueByHqlIsWrittenBackUnlessOnlyChangedColumnsAreWritten() {
        assertThat(titleAfter(PlainPage.class, session -> hql(session, "update PlainPage set title = 'new'")))
                .isEqualTo("old");
        assertThat(titleAfter(VersionedPage.class, session -> hql(session, "update VersionedPage set title = 'new'")))
                .isEqualTo("old");
        assertThat(titleAfter(DynamicPage.class, session -> hql(session, "update DynamicPage set title = 'new'")))
                .isEqualTo("new");
    }

    @Test
    void aValueByCriteriaIsWrittenBackToo() {
        assertThat(titleAfter(PlainPage.class, session -> {
                    CriteriaUpdate<PlainPage> update =
                            session.getCriteriaBuilder().createCriteriaUpdate(PlainPage.class);
                    update.from(PlainPage.class);
                    update.set("title", "new");
                    session.createMutationQuery(update).executeUpdate();
                }))
                .isEqualTo("old");
    }

    @Test
    void aValueBySqlIsWrittenBackToo() {
        assertThat(titleAfter(PlainPage.class, session -> sql(session, "update PlainPage set title = 'new'")))
                .isEqualTo("old");
    }

    @Test
    void aStatementThatIncrementsTheVersionMakesTheNextFlushFail() {
        assertFlushFailsAfter(session -> hql(session, "update versioned VersionedPage set title = 'new'"));
        assertFlushFailsAfter(session -> sql(session, "update VersionedPage set title = 'new', version = version + 1"));
    }

    @Test
    void aStatelessSessionSendsSignalsAndItsValueIsWrittenBack() {
        EventLog log = EventLog.of(factory.signals());

        assertThat(titleAfter(PlainPage.class, session -> stateless(PlainPage.class)))
                .isEqualTo("old");

        assertThat(log.lines()).startsWith("pre_save PlainPage", "post_save PlainPage");
    }

    @Test
    void theVersionThatAStatelessSessionIncrementsMakesTheNextFlushFail() {
        assertFlushFailsAfter(session -> stateless(VersionedPage.class));
    }

    private static <T extends Page> void quietly(Session session, Class<T> type) {
        QuietUpdate.of(session, type, 1L).set("title", "new").execute();
    }

    private static void hql(Session session, String hql) {
        session.createMutationQuery(hql).executeUpdate();
    }

    private static void sql(Session session, String sql) {
        session.createNativeMutationQuery(sql).executeUpdate();
    }

    private <T extends Page> void stateless(Class<T> type) {
        factory.sessionFactory().inStatelessTransaction(session -> {
            T page = session.get(type, 1L);
            page.setTitle("new");
            session.update(page);
        });
    }

    /** The title of the row when the session holds the instance, {@code write} writes the row, and another change is flushed. */
    private <T extends Page> Object titleAfter(Class<T> type, Consumer<Session> write) {
        factory.inTransaction(session -> {
            Page page = session.find(type, 1L);
            write.accept(session);
            page.setSlug("t");
        });
        return factory.sql("select title from " + type.getSimpleName());
    }

    private void assertFlushFailsAfter(Consumer<Session> write) {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    VersionedPage page = session.find(VersionedPage.class, 1L);
                    write.accept(session);
                    page.setSlug("t");
                    session.flush();
                }))
                .isInstanceOf(OptimisticLockException.class);
    }
}
