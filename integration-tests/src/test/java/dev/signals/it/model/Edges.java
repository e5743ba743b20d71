package dev.signals.it.model;

import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.SoftDelete;

/** Entities with what {@link Zoo} has not: hierarchies, composite keys, mutable values, soft deletion. */
final class Edges {

    private Edges() {}

    /** A factory for the entities of {@link Zoo} and of this class. */
    static TestFactory factory(Database database) {
        List<Class<?>> entities = new ArrayList<>(List.of(Zoo.entities()));
        entities.addAll(List.of(
                Animal.class,
                Dog.class,
                Cat.class,
                Stamped.class,
                Keyed.class,
                Blob.class,
                Soft.class,
                Recorded.class));
        return TestFactory.of(database, entities.toArray(Class<?>[]::new));
    }

    /** Logs each net change as a line. */
    static void logChanges(TestFactory factory, List<String> log) {
        factory.signals().changed().connect(event -> log.add(EventLog.line(event)));
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Animal {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String bark;
        String owner;
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {
        String purr;
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        Long id;

        @Column(updatable = false)
        String creator;

        @Version
        int version;
    }

    @Embeddable
    static class Key {
        String a;
        String b;

        Key() {}

        Key(String a, String b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.a.equals(a) && key.b.equals(b);
        }

        @Override
        public int hashCode() {
            return Objects.hash(a, b);
        }
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @EmbeddedId
        Key id;

        String text;
    }

    @Entity(name = "Blobby")
    static class Blob {
        @Id
        @GeneratedValue
        Long id;

        Date date;

        byte[] bytes;
    }

    @Entity(name = "Soft")
    @SoftDelete
    static class Soft {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    @Embeddable
    record Part(String name, @ElementCollection Set<String> words) {}

    @Entity(name = "Recorded")
    static class Recorded {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Embedded
        Part part;
    }
}
