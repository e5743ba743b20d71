package dev.signals.it.model;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.hibernate.ModelSignals.updatedOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers for created rows only, or for updated rows only. */
@OnEveryDatabase
class CreatedAndUpdatedIT {

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        Long id;

        String title;

        Ticket() {}

        Ticket(long id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    private final TestFactory factory;
    private final List<String> heard = new ArrayList<>();

    CreatedAndUpdatedIT(Database database) {
        factory = TestFactory.of(database, Ticket.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void connectSaves() {
        factory.signals().preSave().connect(Ticket.class, event -> heard.add("pre created"), createdOnly());
        factory.signals().preSave().connect(Ticket.class, event -> heard.add("pre updated"), updatedOnly());
        factory.signals().postSave().connect(Ticket.class, event -> heard.add("created"), createdOnly());
        factory.signals().postSave().connect(Ticket.class, event -> heard.add("updated"), updatedOnly());
    }

    private void connectChanged() {
        factory.signals()
                .changed()
                .connect(Ticket.class, event -> heard.add("net created " + event.kind()), createdOnly());
        factory.signals()
                .changed()
                .connect(Ticket.class, event -> heard.add("net updated " + event.kind()), updatedOnly());
    }

    @Test
    void aReceiverHearsOfNewEntitiesOnlyOrOfOthersOnly() {
        connectSaves();

        factory.inTransaction(session -> session.persist(new Ticket(1, "a")));
        assertThat(heard).containsExactly("pre created", "created");

        heard.clear();
        factory.inTransaction(session -> session.find(Ticket.class, 1L).title = "b");
        assertThat(heard).containsExactly("pre updated", "updated");

        heard.clear();
        factory.inTransaction(session -> session.remove(session.find(Ticket.class, 1L)));
        assertThat(heard).isEmpty();
    }

    @Test
    void mergeCreatesOrUpdates() {
        connectSaves();

        factory.inTransaction(session -> session.merge(new Ticket(1, "a")));
        factory.inTransaction(session -> session.merge(new Ticket(1, "b")));

        assertThat(heard).containsExactly("pre created", "created", "pre updated", "updated");
    }

    @Test
    void aStatelessSessionCreatesAndUpdatesAndAnUpsertCountsAsAnUpdate() {
        connectSaves();
        try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            Ticket ticket = new Ticket(1, "a");
            session.insert(ticket);
            ticket.title = "b";
            session.update(ticket);
            session.upsert(new Ticket(2, "c"));
            session.getTransaction().commit();
        }

        assertThat(heard).containsExactly("pre created", "created", "pre updated", "updated", "pre updated", "updated");
    }

    @Test
    void theNetChangeOfATransactionIsOneOfThemOrADeletion() {
        connectChanged();

        factory.inTransaction(session -> {
            session.persist(new Ticket(1, "a"));
            session.flush();
            session.find(Ticket.class, 1L).title = "b";
        });
        assertThat(heard).containsExactly("net created CREATED");

        heard.clear();
        factory.inTransaction(session -> session.find(Ticket.class, 1L).title = "c");
        assertThat(heard).containsExactly("net updated UPDATED");

        heard.clear();
        factory.inTransaction(session -> session.remove(session.find(Ticket.class, 1L)));
        factory.inTransaction(session -> {
            session.persist(new Ticket(2, "a"));
            session.flush();
            session.remove(session.find(Ticket.class, 2L));
        });
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsCreatedAndDeletedIsCreatedForThoseWhoAskForIt() {
        factory.signals()
                .changed()
                .connect(
                        Ticket.class,
                        event -> heard.add("" + event.kind()),
                        createdOnly(),
                        includingCreatedAndDeleted());

        factory.inTransaction(session -> {
            session.persist(new Ticket(1, "a"));
            session.persist(new Ticket(2, "a"));
            session.flush();
            session.remove(session.find(Ticket.class, 2L));
        });

        assertThat(heard).containsExactly("CREATED", "CREATED_AND_DELETED");
    }

    @Test
    void nothingIsHeardAfterARollback() {
        connectChanged();

        try {
            factory.inTransaction(session -> {
                session.persist(new Ticket(1, "a"));
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("no");
        }

        assertThat(heard).isEmpty();
    }

    @Test
    void aReceiverMayWriteAndIsNotCalledForItsOwnUpdate() {
        factory.signals()
                .postSave()
                .connect(
                        Ticket.class,
                        event -> {
                            heard.add("created " + event.id());
                            event.instance().title += "!";
                        },
                        createdOnly());

        factory.inTransaction(session -> session.persist(new Ticket(1, "a")));

        assertThat(heard).containsExactly("created 1");
        assertThat(factory.sql("select title from Ticket")).isEqualTo("a!");
    }

    @Test
    void conditionsAreCombined() {
        factory.signals()
                .postSave()
                .connect(
                        Ticket.class,
                        event -> heard.add(event.instance().title),
                        updatedOnly(),
                        onChange("title"),
                        filter((PostSave<?> event) -> !"c".equals(((Ticket) event.instance()).title)));

        factory.inTransaction(session -> session.persist(new Ticket(1, "a")));
        factory.inTransaction(session -> session.find(Ticket.class, 1L).title = "b");
        factory.inTransaction(session -> session.find(Ticket.class, 1L).title = "c");

        assertThat(heard).containsExactly("b");
    }

    @Test
    void aBatchHasWhatSatisfiesTheCondition() {
        factory.signals()
                .changed()
                .connectBatch(
                        Ticket.class,
                        events -> events.forEach(event -> heard.add("" + event.id())),
                        createdOnly(),
                        beforeCommit());
        factory.saved(new Ticket(1, "a"));
        heard.clear();

        factory.inTransaction(session -> {
            session.persist(new Ticket(2, "a"));
            session.find(Ticket.class, 1L).title = "b";
            session.persist(new Ticket(3, "a"));
        });

        assertThat(heard).containsExactly("2", "3");
    }

    @Test
    void conditionsThatExcludeEachOtherAreRefused() {
        var saves = factory.signals().postSave();
        var changed = factory.signals().changed();

        for (Runnable contradiction : List.<Runnable>of(
                () -> saves.connect(Ticket.class, event -> {}, createdOnly(), updatedOnly()),
                () -> saves.connect(Ticket.class, event -> {}, onChange("title").from("a"), createdOnly()),
                () -> saves.connect(
                        Ticket.class,
                        event -> {},
                        createdOnly(),
                        onChange("title").to(null)),
                () -> changed.connect(Ticket.class, event -> {}, updatedOnly(), includingCreatedAndDeleted()),
                () -> changed.connect("Ticket", event -> {}, onChange("title"), includingCreatedAndDeleted()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(contradiction::run)
                    .withMessageEndingWith(" exclude each other; drop one of them");
        }
        assertThat(saves.signal().connections()).isEmpty();
        assertThat(changed.signal().connections()).isEmpty();

        saves.connect(
                Ticket.class,
                event -> {},
                createdOnly(),
                onChange("title").from(null).to("a"));
        saves.connect(
                Ticket.class, event -> {}, updatedOnly(), onChange("title").to(null));
        assertThat(saves.signal().connections()).hasSize(2);
    }
}
