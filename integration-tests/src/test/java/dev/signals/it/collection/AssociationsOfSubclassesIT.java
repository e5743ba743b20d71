package dev.signals.it.collection;

import static dev.signals.Options.includingSubtypes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code M2M_CHANGED} where an entity of either side is of a subclass. */
@OnEveryDatabase
class AssociationsOfSubclassesIT {

    @Entity(name = "Person")
    static class Person {
        @Id
        String name = "";

        @ManyToMany
        Set<Club> clubs = new HashSet<>();
    }

    @Entity(name = "Member")
    static class Member extends Person {}

    @Entity(name = "Club")
    static class Club {
        @Id
        String name = "";

        @ManyToMany(mappedBy = "clubs")
        Set<Person> people = new HashSet<>();
    }

    @Entity(name = "SportClub")
    static class SportClub extends Club {}

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    AssociationsOfSubclassesIT(Database database) {
        factory = TestFactory.of(database, Person.class, Member.class, Club.class, SportClub.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void join(Person person, String name, Club club) {
        factory.inTransaction(session -> {
            club.name = "club of " + name;
            session.persist(club);
            person.name = name;
            person.clubs.add(club);
            session.persist(person);
        });
    }

    @Test
    void aReceiverOfOneSubclassHearsOfItAloneOnTheSideWithMappedBy() {
        factory.signals()
                .m2mChanged()
                .connect(SportClub.class, "people", event -> log.add(event.action() + " " + event.id()));

        join(new Person(), "ann", new Club());
        join(new Person(), "bob", new SportClub());

        assertThat(log).containsExactly("pre_add club of bob", "post_add club of bob");
    }

    @Test
    void aReceiverOfTheSuperclassHearsOfSubclassesIfItAsksForThem() {
        factory.signals()
                .m2mChanged()
                .connect(
                        Person.class,
                        "clubs",
                        event -> log.add(event.action() + " " + event.id()),
                        includingSubtypes());

        join(new Member(), "bob", new Club());

        assertThat(log).containsExactly("pre_add bob", "post_add bob");
    }

    @Test
    void aReceiverOfTheSuperclassHearsOfSubclassesOnTheSideWithMappedByToo() {
        factory.signals()
                .m2mChanged()
                .connect(
                        Club.class, "people", event -> log.add(event.action() + " " + event.id()), includingSubtypes());

        join(new Member(), "ann", new SportClub());

        assertThat(log).containsExactly("pre_add club of ann", "post_add club of ann");
    }
}
