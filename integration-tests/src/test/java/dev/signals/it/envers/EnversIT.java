package dev.signals.it.envers;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.assumeFrom72;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.envers.Library.Paper;
import dev.signals.it.envers.Library.Shelf;
import dev.signals.it.envers.Library.Visit;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers write in each phase is in the audit tables, in the revision of the transaction that writes it. */
@OnEveryDatabase
class EnversIT {

    private final Library library;
    private final List<String> log = new ArrayList<>();

    EnversIT(Database database) {
        library = new Library(database);
    }

    @AfterEach
    void close() {
        library.close();
    }

    private void onSave(dev.signals.SignalReceiver<PostSave<Paper>> receiver) {
        library.signals().postSave().connect(Paper.class, receiver, beforeCommit(), filter(PostSave::created));
    }

    @Test
    void whatPreSaveSetsIsAudited() {
        library.signals()
                .preSave()
                .connect(Paper.class, event -> event.instance().slug = "set", filter(PreSave::isNew));

        library.saved("a");

        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void whatPostSaveSetsAtOnceIsAudited() {
        library.signals().postSave().connect(Paper.class, event -> event.instance().slug = "set");

        library.saved("a");

        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void whatIsSetBeforeTheCommitIsAudited() {
        onSave(event -> event.instance().slug = "set");

        library.saved("a");

        assertThat(library.rows()).containsExactly("a set");
        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void whatIsSetBeforeTheCommitOfAnUpdateIsAudited() {
        Paper paper = library.saved("a");
        library.signals().postSave().connect(Paper.class, event -> event.instance().slug = "set", beforeCommit());

        library.inTransaction(session -> session.find(Paper.class, paper.id).name = "b");

        assertThat(library.papers()).containsExactly("1 added a -", "2 changed b set");
    }

    @Test
    void whatIsPersistedBeforeTheCommitIsAudited() {
        onSave(event -> {
            if (event.instance().name.equals("a")) {
                event.session().persist(new Paper("b"));
                event.session().persist(new Shelf("s"));
            }
        });

        library.saved("a");

        assertThat(library.papers()).containsExactly("1 added a -", "1 added b -");
        assertThat(library.shelves()).containsExactly("1 added s");
    }

    @Test
    void whatIsRemovedBeforeTheCommitIsAudited() {
        Paper first = library.saved("first");
        onSave(event -> event.session().remove(event.session().find(Paper.class, first.id)));

        library.saved("a");

        assertThat(library.papers()).containsExactly("1 added first -", "2 deleted - -", "2 added a -");
    }

    @Test
    void aCollectionAndAReferenceThatAreChangedBeforeTheCommitAreAudited() {
        onSave(event -> {
            event.instance().words.add("w");
            event.instance().shelf = new Shelf("s");
            event.session().persist(event.instance().shelf);
        });

        library.saved("a");

        assertThat(library.words()).containsExactly("1 w");
        assertThat(library.shelves()).containsExactly("1 added s");
        assertThat(library.papers()).containsExactly("1 added a -");
    }

    @Test
    void whatAReceiverOfTheNetChangeWritesBeforeTheCommitIsAudited() {
        library.signals()
                .changed()
                .connect(Paper.class, event -> event.instance().slug = "by " + event.kind(), beforeCommit());

        library.saved("a");

        assertThat(library.papers()).containsExactly("1 added a by CREATED");
    }

    @Test
    void whatAReceiverBeforeTheCommitCausesOthersToWriteIsAudited() {
        onSave(event -> event.session().persist(new Visit("of " + event.instance().name)));
        library.signals()
                .postSave()
                .connect(
                        Visit.class,
                        event -> {
                            event.session().persist(new Shelf(event.instance().text));
                            TransactionHooks.at(
                                    event.session(),
                                    TransactionPhase.BEFORE_COMMIT,
                                    () -> event.session().persist(new Shelf("by a hook")));
                        },
                        beforeCommit());
        library.signals()
                .postSave()
                .connect(Shelf.class, event -> event.instance().name += ", seen", filter(PostSave::created));

        library.saved("a");

        assertThat(library.shelves()).containsExactly("1 added of a, seen", "1 added by a hook, seen");
    }

    @Test
    void aHookWithoutAnyReceiverIsAuditedAlsoIfEnversWasThereBefore() {
        library.inTransaction(session -> {
            Paper paper = new Paper("a");
            session.persist(paper);
            session.flush();
            session.persist(new Shelf("s"));
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> paper.slug = "set");
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.persist(new Paper("b")));
        });

        assertThat(library.papers()).containsExactly("1 added a set", "1 added b -");
    }

    @Test
    void aReceiverThatFlushesBeforeTheCommitIsAudited() {
        onSave(event -> {
            event.instance().slug = "flushed";
            event.session().flush();
            event.instance().slug = "queried";
            log.add(event.session()
                    .createQuery("select slug from Paper", String.class)
                    .getSingleResult());
            event.instance().slug = "set";
        });

        library.saved("a");

        assertThat(log).containsExactly("queried");
        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void inFlushModeCommitTooItIsAudited() {
        onSave(event -> event.instance().slug = "set");

        library.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.COMMIT);
            session.persist(new Paper("a"));
        });

        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void inFlushModeManualWhatTheReceiverFlushesIsAudited() {
        onSave(event -> {
            event.instance().slug = "set";
            event.session().flush();
        });

        library.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Paper("a"));
            session.flush();
        });

        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void inFlushModeManualARowThatPersistWritesIsAnnouncedBeforeEnversLooks() {
        library.signals().postSave().connect(Shelf.class, event -> {
            event.instance().name = "set";
            event.session().flush();
        });

        library.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.persist(new Shelf("s"));
        });

        assertThat(library.shelves()).containsExactly("1 added set");
    }

    @Test
    void whatAReceiverWritesInAChildSessionIsAudited() {
        onSave(event -> {
            try (Session child =
                    event.session().sessionWithOptions().connection().openSession()) {
                child.persist(new Shelf("by a child"));
                child.flush();
            }
        });

        library.saved("a");

        assertThat(library.shelves()).containsExactly("1 added by a child");
        assertThat(library.papers()).containsExactly("1 added a -");
    }

    @Test
    void whatAReceiverOfAChildSessionWritesIsAudited() {
        onSave(event -> event.instance().slug = "set");

        try (Session session = library.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Shelf("s"));
            session.flush();
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Paper("a"));
                child.flush();
                session.getTransaction().commit();
            }
        }

        assertThat(library.rows()).containsExactly("a set");
        assertThat(library.papers()).containsExactly("1 added a set");
    }

    @Test
    void whatAReceiverOfAStatelessSessionWritesIsAudited() {
        assumeFrom72("have no Envers for stateless sessions");
        library.signals()
                .postSave()
                .connect(
                        Shelf.class,
                        event -> {
                            if (event.instance().name.equals("a")) {
                                event.statelessSession().orElseThrow().insert(new Shelf("b"));
                            }
                        },
                        beforeCommit());

        library.sessionFactory().inStatelessTransaction(session -> session.insert(new Shelf("a")));

        assertThat(library.shelves()).containsExactly("1 added a", "1 added b");
    }

    @Test
    void aHookOfAStatelessSessionIsAuditedAlsoIfEnversWasThereBefore() {
        assumeFrom72("have no Envers for stateless sessions");

        library.sessionFactory().inStatelessTransaction(session -> {
            session.insert(new Shelf("a"));
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.insert(new Shelf("b")));
        });

        assertThat(library.shelves()).containsExactly("1 added a", "1 added b");
    }

    @Test
    void anExceptionInAStatelessSessionBeforeTheCommitArrivesAsItIs() {
        assumeFrom72("have no Envers for stateless sessions");
        assertThatThrownBy(() -> library.sessionFactory().inStatelessTransaction(session -> {
                    session.insert(new Shelf("a"));
                    TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> {
                        throw new UnsupportedOperationException("veto");
                    });
                    TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> log.add("never"));
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("veto");

        assertThat(log).isEmpty();
        assertThat(library.shelves()).isEmpty();
    }

    @Test
    void whatIsWrittenInANewTransactionAfterTheCommitIsARevisionOfItsOwn() {
        library.signals()
                .postSave()
                .connect(
                        Paper.class,
                        event -> event.inNewTransaction((session, paper) -> paper.slug = "set"),
                        afterCommit(),
                        filter(PostSave::created));

        library.saved("a");

        assertThat(library.papers()).containsExactly("1 added a -", "2 changed a set");
    }

    @Test
    void anExceptionBeforeTheCommitLeavesNothingAndTheSessionGoesOn() {
        onSave(event -> {
            event.session().persist(new Shelf("s"));
            if (event.instance().name.equals("a")) {
                throw new IllegalStateException("veto");
            }
        });
        try (Session session = library.sessionFactory().openSession()) {
            session.beginTransaction();
            session.persist(new Paper("a"));
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(IllegalStateException.class);
            session.clear();
            session.beginTransaction();
            session.persist(new Paper("b"));
            session.getTransaction().commit();
            session.beginTransaction();
            session.persist(new Paper("c"));
            session.getTransaction().commit();
        }

        assertThat(library.papers()).hasSize(2).anyMatch(line -> line.endsWith("added b -"));
        assertThat(library.shelves()).hasSize(2);
    }

    @Test
    void aSessionOfManyTransactionsHasOneRevisionForEach() {
        onSave(event -> event.instance().slug = "set");
        try (Session session = library.sessionFactory().openSession()) {
            for (String name : List.of("a", "b", "c")) {
                session.beginTransaction();
                session.persist(new Paper(name));
                session.getTransaction().commit();
            }
        }

        assertThat(library.papers()).containsExactly("1 added a set", "2 added b set", "3 added c set");
    }
}
