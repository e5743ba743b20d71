package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identifiers that are equal for Hibernate and not for {@code equals}. */
@OnEveryDatabase
class ByteKeysIT {

    @Embeddable
    static class Desk {
        String room = "r";

        @ManyToOne
        Person neighbour;
    }

    @Entity(name = "Person")
    static class Person {
        @Id
        byte[] id;

        String name;

        byte[] face;

        @ManyToOne
        Person boss;

        Desk desk = new Desk();

        @ManyToMany
        @JoinTable(name = "person_friend")
        List<Person> friends = new ArrayList<>();

        Person() {}

        Person(int id) {
            this.id = key(id);
        }
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    ByteKeysIT(Database database) {
        factory = TestFactory.of(database, Person.class);
    }

    @BeforeEach
    void aPersonWithABoss() {
        factory.inTransaction(session -> {
            Person boss = new Person(1);
            session.persist(boss);
            Person person = new Person(2);
            person.boss = boss;
            person.face = new byte[] {7};
            person.desk.neighbour = boss;
            person.friends.addAll(List.of(boss, boss));
            session.persist(person);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static byte[] key(int id) {
        return new byte[] {(byte) id};
    }

    private static Person person(Session session) {
        return session.find(Person.class, key(2));
    }

    private void listenToNetChanges() {
        factory.signals()
                .changed()
                .connect(
                        Person.class,
                        event -> log.add("changed " + event.changes().attributes()));
    }

    @Test
    void whatIsTheSameInTheEndIsNotSent() {
        listenToNetChanges();
        factory.inTransaction(session -> {
            person(session).name = "other";
            session.flush();
            session.clear();
            person(session).name = null;
        });

        assertThat(log).isEmpty();
    }

    @Test
    void aReferenceToTheSameEntityIsNoChange() {
        factory.signals().postSave().connect(Person.class, event -> log.add("post_save " + event.updateFields()));
        factory.inTransaction(session -> {
            Person merged = new Person(2);
            merged.name = "n";
            merged.boss = new Person(1);
            merged.face = new byte[] {7};
            merged.desk.neighbour = new Person(1);
            session.merge(merged);
        });

        assertThat(log).containsExactly("post_save [name]");
    }

    @Test
    void anotherReferenceIsAChange() {
        listenToNetChanges();
        factory.inTransaction(session -> {
            person(session).boss = person(session);
            person(session).desk.neighbour = null;
        });

        assertThat(log).containsExactly("changed [boss, desk.neighbour]");
    }

    @Test
    void theSameElementsReadAgainAreNoDifference() {
        factory.signals()
                .m2mChanged()
                .connect(Person.class, event -> log.add(event.action().toString()));
        factory.inTransaction(session -> {
            Person merged = new Person(2);
            merged.friends.addAll(List.of(new Person(1), new Person(1)));
            session.merge(merged);
        });

        assertThat(log).isEmpty();
    }

    @Test
    void anElementThatIsTwiceInAListHasOneIdentifier() {
        List<Set<Object>> keys = new ArrayList<>();
        factory.signals().m2mChanged().connect(Person.class, event -> keys.add(event.pks()));
        factory.inTransaction(session -> person(session).friends.clear());

        assertThat(keys).hasSize(2).allSatisfy(set -> assertThat(set).hasSize(1));
    }

    @Test
    void whatIsWrittenQuietlyWithoutAChangeIsNotSent() {
        listenToNetChanges();
        factory.inTransaction(session -> {
            Person person = person(session);
            person.name = "n";
            session.flush();
            QuietUpdate.of(session, person).set("face", new byte[] {8}).execute();
        });

        assertThat(log).containsExactly("changed [name]");
    }

    @Test
    void aReceiverInAStatelessSessionMayReplaceAnArray() {
        factory.signals().preSave().connect(Person.class, event -> event.instance().face = new byte[] {9});
        try (var session = factory.sessionFactory().openStatelessSession()) {
            session.beginTransaction();
            Person person = session.get(Person.class, key(2));
            person.boss = null;
            session.update(person);
            session.getTransaction().commit();
        }

        factory.inTransaction(session -> {
            assertThat(person(session).face).isEqualTo(new byte[] {9});
            assertThat(person(session).boss).isNull();
        });
    }

    @Test
    void entitiesThatAreRemovedAndPersistedAgainAreOne() {
        listenToNetChanges();
        factory.inTransaction(session -> {
            Person person = person(session);
            session.remove(person);
            session.flush();
            Person again = new Person(2);
            again.boss = session.find(Person.class, key(1));
            again.face = new byte[] {7};
            again.desk.neighbour = again.boss;
            session.persist(again);
        });

        assertThat(log).isEmpty();
    }
}
