package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.FilledEntities.Draft;
import dev.signals.it.harmless.FilledEntities.Fact;
import dev.signals.it.harmless.FilledEntities.Filled;
import dev.signals.it.harmless.FilledEntities.Note;
import dev.signals.it.harmless.FilledEntities.Page;
import dev.signals.it.harmless.FilledEntities.Report;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hibernate keeps no snapshot of a collection that is immutable, or whose owner is read-only, and never asks for one. Receivers are no
 * reason to ask.
 */
@OnEveryDatabase
class SnapshotsIT {

    private final SameWork same;

    SnapshotsIT(Database database) {
        same = SameWork.of(database, Report.class, Fact.class, Draft.class, Note.class, Page.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void immutableCollections() {
        compareEdits(Report::new);
    }

    @Test
    void anImmutableEntity() {
        compareEdits(Fact::new);
    }

    @Test
    void anEntityThatIsSetReadOnlyAfterItWasLoaded() {
        compareReadOnly((session, id) -> {
            Draft draft = session.find(Draft.class, id);
            session.setReadOnly(draft, true);
            return draft;
        });
    }

    @Test
    void anEntityThatIsSetReadOnlyAfterItWasLoadedWithItsCollections() {
        compareReadOnly((session, id) -> {
            Draft draft = session.find(Draft.class, id);
            draft.contents();
            session.setReadOnly(draft, true);
            return draft;
        });
    }

    @Test
    void anEntityOfASessionThatLoadsReadOnly() {
        compareReadOnly((session, id) -> {
            session.setDefaultReadOnly(true);
            Draft draft = session.find(Draft.class, id);
            draft.contents();
            return draft;
        });
    }

    @Test
    void anEntityThatAQueryLoadsReadOnly() {
        compareReadOnly((session, id) -> session.createSelectionQuery("from Draft where id = :id", Draft.class)
                .setParameter("id", id)
                .setReadOnly(true)
                .getSingleResult());
    }

    @Test
    void anEntityThatIsReadOnlyByAHint() {
        compareReadOnly((session, id) -> session.find(Draft.class, id, Map.of("org.hibernate.readOnly", true)));
    }

    @Test
    void anEntityThatIsNoLongerReadOnly() {
        compareReadOnly((session, id) -> {
            session.setDefaultReadOnly(true);
            Draft draft = session.find(Draft.class, id);
            draft.contents();
            session.setDefaultReadOnly(false);
            session.setReadOnly(draft, false);
            return draft;
        });
    }

    @Test
    void anEntityThatIsSetReadOnlyAfterItWasPersisted() {
        edits().forEach((name, edit) -> same.compare(name, factory -> {
            Draft draft = new Draft();
            factory.inTransaction(session -> {
                draft.fill(session);
                session.persist(draft);
                session.flush();
                session.setReadOnly(draft, true);
                edit.accept(session, draft);
                session.flush();
            });
            return rows(factory, Draft.class, draft.id);
        }));
    }

    @Test
    void anEntityThatIsSetReadOnlyBeforeItIsInserted() {
        edits().forEach((name, edit) -> same.compare(name, factory -> {
            Draft draft = new Draft();
            factory.inTransaction(session -> {
                draft.fill(session);
                session.persist(draft);
                session.setReadOnly(draft, true);
                edit.accept(session, draft);
            });
            return rows(factory, Draft.class, draft.id);
        }));
    }

    @Test
    void immutableCollectionsAreAnnouncedWithTheirOwner() {
        EventLog log = new EventLog();
        same.compare("announced", Listening.M2M_CHANGED, log, factory -> {
            Report report = new Report();
            factory.inTransaction(session -> {
                report.fill(session);
                session.persist(report);
            });
            factory.inTransaction(session -> session.find(Report.class, report.id).name = "b");
            factory.inTransaction(session -> {
                Report found = session.find(Report.class, report.id);
                found.contents();
                session.remove(found);
            });
            return factory.count("Report");
        });

        same.assertions()
                .assertThat(log.lines())
                .containsExactly(
                        "m2m_changed (pre_add notes) Report",
                        "m2m_changed (post_add notes) Report",
                        "m2m_changed (pre_remove notes) Report",
                        "m2m_changed (post_remove notes) Report");
    }

    @Test
    void aReadOnlyEntityIsNotAnnouncedAsSaved() {
        EventLog log = new EventLog();
        same.compare("announced", Listening.BOTH_SAVES, log, factory -> {
            Draft draft = new Draft();
            factory.inTransaction(session -> session.persist(draft));
            factory.inTransaction(session -> {
                Draft found = session.find(Draft.class, draft.id);
                session.setReadOnly(found, true);
                found.name = "b";
            });
            return rows(factory, Draft.class, draft.id);
        });

        same.assertions().assertThat(log.lines()).containsExactly("pre_save Draft new", "post_save Draft created");
    }

    private interface Finder {
        Draft find(Session session, Long id);
    }

    private void compareReadOnly(Finder finder) {
        edits().forEach((name, edit) -> same.compare(name, factory -> {
            Long id = saved(factory, new Draft());
            factory.inTransaction(session -> {
                Draft draft = finder.find(session, id);
                edit.accept(session, draft);
            });
            return rows(factory, Draft.class, id);
        }));
    }

    private void compareEdits(Supplier<? extends Filled> maker) {
        edits().forEach((name, edit) -> same.compare(name, factory -> {
            Filled filled = maker.get();
            Long id = saved(factory, filled);
            factory.inTransaction(session -> edit.accept(session, session.find(filled.getClass(), id)));
            return rows(factory, filled.getClass(), id);
        }));
    }

    private static Map<String, BiConsumer<Session, Filled>> edits() {
        Map<String, BiConsumer<Session, Filled>> edits = new LinkedHashMap<>();
        edits.put("nothing", (session, filled) -> {});
        edits.put("loaded", (session, filled) -> filled.contents());
        edits.put("a name", (session, filled) -> filled.name = "b");
        edits.put("a name, flushed", (session, filled) -> {
            filled.contents();
            filled.name = "b";
            session.flush();
            filled.name = "c";
        });
        edits.put("a name, queried", (session, filled) -> {
            filled.contents();
            filled.name = "b";
            assertThat(session.createSelectionQuery("from Note", Note.class).getResultList())
                    .isNotEmpty();
            assertThat(session.createSelectionQuery("from " + filled.getClass().getSimpleName(), filled.getClass())
                            .getResultList())
                    .isNotEmpty();
        });
        edits.put("another entity", (session, filled) -> {
            filled.contents();
            session.persist(new Note());
        });
        edits.put("a line", (session, filled) -> filled.lines().add("new"));
        edits.put("a word", (session, filled) -> filled.words().add("new"));
        edits.put("a term", (session, filled) -> filled.terms().put("k", "new"));
        edits.put("a spot", (session, filled) -> filled.spots().get(0).x = 7);
        edits.put("a note", (session, filled) -> {
            Note note = new Note();
            session.persist(note);
            filled.notes().add(note);
        });
        edits.put("no notes", (session, filled) -> filled.notes().clear());
        edits.put("a page", (session, filled) -> filled.pages().add(new Page()));
        edits.put("no pages", (session, filled) -> filled.pages().clear());
        edits.put("a page by another way", (session, filled) -> filled.pages().get(0).text = "new");
        edits.put("refreshed", Session::refresh);
        edits.put("detached and merged", (session, filled) -> {
            filled.contents();
            session.detach(filled);
            filled.name = "b";
            session.merge(filled);
        });
        edits.put("removed", Session::remove);
        edits.put("loaded and removed", (session, filled) -> {
            filled.contents();
            session.remove(filled);
        });
        return edits;
    }

    private static Long saved(TestFactory factory, Filled filled) {
        factory.inTransaction(session -> {
            filled.fill(session);
            session.persist(filled);
        });
        return filled.id;
    }

    private static String rows(TestFactory factory, Class<? extends Filled> entity, Long id) {
        try (Session session = factory.sessionFactory().openSession()) {
            Filled found = session.find(entity, id);
            return found == null ? "none" : found.version + " " + found.name + " " + found.contents();
        }
    }
}
