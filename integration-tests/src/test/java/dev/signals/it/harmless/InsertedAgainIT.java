package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Savepoints;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * While receivers are called for what a flush has written, later flushes wait for their turn. If they delete the row of an instance
 * and insert it again, each of these writes is announced.
 */
class InsertedAgainIT {

    private final TestFactory factory = TestFactory.of(Database.H2, Card.class, Stamp.class, Starter.class);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anUpdatedRowThatIsDeletedAndInsertedAgain() {
        factory.saved(new Card());
        inAReceiver(session -> {
            Card card = session.find(Card.class, 1L);
            card.text = "b";
            session.flush();
            session.remove(card);
            session.flush();
            insertAgain(session, card);
        });
        assertThat(told).containsExactly("updated", "deleted", "created", "UPDATED");
    }

    @Test
    void aNewRowThatIsDeletedAndInsertedAgain() {
        inAReceiver(session -> {
            Card card = new Card();
            session.persist(card);
            session.flush();
            session.remove(card);
            session.flush();
            insertAgain(session, card);
        });
        assertThat(told).containsExactly("created", "deleted", "created", "CREATED");
    }

    @Test
    void aRowThatIsInsertedAgainTwiceAndDeletedAtLast() {
        inAReceiver(session -> {
            Card card = new Card();
            for (int i = 0; i < 3; i++) {
                insertAgain(session, card);
                session.remove(card);
                session.flush();
            }
        });
        assertThat(told).containsExactly("created", "deleted", "created", "deleted", "created", "deleted");
    }

    @Test
    void changesOfTheNewRowAreMergedIntoItsInsert() {
        factory.saved(new Card());
        inAReceiver(session -> {
            Card card = session.find(Card.class, 1L);
            session.remove(card);
            session.flush();
            insertAgain(session, card);
            card.text = "c";
            session.flush();
        });
        assertThat(told).containsExactly("deleted", "created", "UPDATED");
    }

    @Test
    void theRowsOfACollection() {
        factory.inTransaction(session -> {
            Card card = new Card();
            card.stamps.add(new Stamp(1));
            session.persist(card.stamps.get(0));
            session.persist(card);
        });
        factory.signals()
                .m2mChanged()
                .connect(Card.class, "stamps", event -> told.add(event.action() + "" + event.pks()));
        inAReceiver(session -> {
            Card card = session.find(Card.class, 1L);
            Hibernate.initialize(card.stamps);
            session.remove(card);
            session.flush();
            card.stamps = new ArrayList<>(List.of(session.find(Stamp.class, 1L)));
            session.persist(card);
            session.flush();
        });
        assertThat(told)
                .filteredOn(each -> each.endsWith("]"))
                .containsExactly("pre_remove[1]", "pre_add[1]", "post_remove[1]", "post_add[1]");
    }

    @Test
    void aSavepointBetweenTheDeletionAndTheInsert() {
        factory.saved(new Card());
        inAReceiver(session -> {
            Card card = session.find(Card.class, 1L);
            card.text = "b";
            session.flush();
            session.remove(card);
            session.flush();
            assertThatThrownBy(() -> Savepoints.run(session, () -> {
                        throw new UnsupportedOperationException("back to the savepoint");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            insertAgain(session, card);
        });
        assertThat(told).containsExactly("updated", "deleted", "created", "UPDATED");
    }

    @Test
    void nobodyIsToldOfTheDeletion() {
        factory.inTransaction(session -> {
            Card card = new Card();
            card.stamps.add(new Stamp(1));
            session.persist(card.stamps.get(0));
            session.persist(card);
        });
        factory.signals().postSave().connect(Card.class, event -> told.add(event.created() ? "created" : "updated"));
        factory.signals()
                .m2mChanged()
                .connect(Card.class, "stamps", event -> told.add(event.action() + "" + event.pks()));
        factory.signals().postSave().connect(Starter.class, event -> {
            Session session = event.session();
            Card card = session.find(Card.class, 1L);
            Hibernate.initialize(card.stamps);
            card.text = "b";
            session.flush();
            session.remove(card);
            session.flush();
            card.stamps = new ArrayList<>(List.of(session.find(Stamp.class, 1L)));
            session.persist(card);
            session.flush();
        });
        factory.inTransaction(session -> session.persist(new Starter()));
        assertThat(told)
                .containsExactly("pre_remove[1]", "pre_add[1]", "updated", "created", "post_remove[1]", "post_add[1]");
    }

    private static void insertAgain(Session session, Card card) {
        card.stamps = new ArrayList<>();
        session.persist(card);
        session.flush();
    }

    /** Does the work while the receivers of another insert are called. */
    private void inAReceiver(Consumer<Session> work) {
        factory.signals().postSave().connect(Card.class, event -> told.add(event.created() ? "created" : "updated"));
        factory.signals().postDelete().connect(Card.class, event -> told.add("deleted"));
        factory.signals()
                .changed()
                .connect(Card.class, event -> told.add(event.kind().toString()));
        factory.signals().postSave().connect(Starter.class, event -> work.accept(event.session()));
        factory.inTransaction(session -> session.persist(new Starter()));
    }

    @Entity(name = "Card")
    static class Card {
        @Id
        long id = 1;

        String text = "a";

        @ManyToMany
        List<Stamp> stamps = new ArrayList<>();
    }

    @Entity(name = "Stamp")
    static class Stamp {
        @Id
        long id;

        Stamp() {}

        Stamp(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Starter")
    static class Starter {
        @Id
        long id = 1;
    }
}
