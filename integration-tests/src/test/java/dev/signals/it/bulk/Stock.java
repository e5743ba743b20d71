package dev.signals.it.bulk;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SharedSessionContract;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;

/** Entities of every kind of table, for bulk statements. */
final class Stock {

    private Stock() {}

    static Class<?>[] entities() {
        return new Class<?>[] {
            Article.class,
            Remark.class,
            Animal.class,
            Dog.class,
            Vehicle.class,
            Car.class,
            Payment.class,
            Card.class,
            Note.class,
            Memo.class,
            Draft.class
        };
    }

    /** A factory that tells of bulk statements, with three articles. */
    static TestFactory factory(Database database) {
        TestFactory factory = TestFactory.of(database, Map.of(SignalSettings.BULK, "true"), entities());
        factory.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                session.persist(new Article(id, "a" + id));
            }
        });
        return factory;
    }

    /** Keeps what is told from now on, by whichever thread. */
    static List<BulkStatement> told(TestFactory factory) {
        List<BulkStatement> told = new CopyOnWriteArrayList<>();
        factory.signals().bulkUpdated().connect(told::add);
        factory.signals().bulkDeleted().connect(told::add);
        return told;
    }

    static List<String> lines(List<BulkStatement> told) {
        return told.stream()
                .map(event -> event.summary() + " " + event.attributes())
                .toList();
    }

    static int execute(TestFactory factory, String hql) {
        return factory.fromTransaction(session -> execute(session, hql));
    }

    static int execute(SharedSessionContract session, String hql) {
        return session.createMutationQuery(hql).executeUpdate();
    }

    @Embeddable
    static class Address {
        String city;
        String street;

        Address() {}

        Address(String city, String street) {
            this.city = city;
            this.street = street;
        }
    }

    @Entity(name = "Article")
    @NamedQuery(name = "Article.view", query = "update Article set views = views + 1 where id = :id")
    static class Article {
        @Id
        Long id;

        @Version
        int version;

        String title;
        int views;
        Address address;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        Article() {}

        Article(long id, String title) {
            this.id = id;
            this.title = title;
            this.address = new Address("Rome", "Via");
            tags.add("tag of " + title);
        }
    }

    /** The database deletes it with its article. */
    @Entity(name = "Remark")
    static class Remark {
        @Id
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        Article article;

        Remark() {}

        Remark(long id, Article article) {
            this.id = id;
            this.article = article;
        }
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal {
        @Id
        Long id;

        String name;

        @ElementCollection
        Set<String> foods = new HashSet<>();

        Animal() {}

        Animal(long id, String name) {
            this.id = id;
            this.name = name;
            foods.add("food of " + name);
        }
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String trick;

        Dog() {}

        Dog(long id, String name) {
            super(id, name);
        }
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Vehicle {
        @Id
        Long id;

        int wheels;

        Vehicle() {}

        Vehicle(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        Integer doors;

        Car() {}

        Car(long id) {
            super(id);
        }
    }

    @Entity(name = "Payment")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Payment {
        @Id
        Long id;

        int amount;

        Payment() {}

        Payment(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Card")
    static class Card extends Payment {
        String number;

        Card() {}

        Card(long id) {
            super(id);
        }
    }

    @MappedSuperclass
    abstract static class Dated {
        @Id
        Long id;

        int since;

        @ElementCollection
        Set<String> marks = new HashSet<>();
    }

    @Entity(name = "Note")
    static class Note extends Dated {
        Note() {}

        static Note of(long id) {
            Note note = new Note();
            note.id = id;
            note.marks.add("m");
            return note;
        }
    }

    @Entity(name = "Memo")
    static class Memo extends Dated {
        Memo() {}

        static Memo of(long id) {
            Memo memo = new Memo();
            memo.id = id;
            memo.marks.add("m");
            return memo;
        }
    }

    /** Its row stays when it is deleted. */
    @Entity(name = "Draft")
    @SoftDelete
    static class Draft {
        @Id
        Long id;

        @ElementCollection
        Set<String> lines = new HashSet<>();

        Draft() {}

        Draft(long id) {
            this.id = id;
            lines.add("l");
        }
    }
}
