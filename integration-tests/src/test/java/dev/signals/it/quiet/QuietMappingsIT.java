package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SimpleNaturalIdLoadAccess;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Updates of all kinds of mappings. */
@OnEveryDatabase
class QuietMappingsIT {

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        @GeneratedValue
        Long id;

        String name;
        int rides;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        int doors;
    }

    @Entity(name = "Truck")
    static class Truck extends Car {
        int load;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Shape {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    @Entity(name = "Circle")
    static class Circle extends Shape {
        int radius;
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Animal {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        int barks;
    }

    @Entity(name = "Account")
    static class Account {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId(mutable = true)
        String email;

        String name;
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant;

        String text;
    }

    @Entity(name = "Book")
    @SecondaryTable(name = "Blurb")
    static class Book {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @Column(table = "Blurb")
        String blurb;
    }

    @Embeddable
    static class Place implements Serializable {
        private static final long serialVersionUID = 1L;

        int shelf;
        int place;

        static Place of(int shelf, int place) {
            Place made = new Place();
            made.shelf = shelf;
            made.place = place;
            return made;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place at && at.shelf == shelf && at.place == place;
        }

        @Override
        public int hashCode() {
            return Objects.hash(shelf, place);
        }
    }

    @Entity(name = "Copy")
    static class Copy {
        @EmbeddedId
        Place id;

        String state;
        int loans;
    }

    static class SeatId implements Serializable {
        private static final long serialVersionUID = 1L;

        int line;
        int number;

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatId id && id.line == line && id.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(line, number);
        }
    }

    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    static class Seat {
        @Id
        int line;

        @Id
        int number;

        String state;
        int guests;
    }

    enum Level {
        LOW,
        HIGH
    }

    record Money(BigDecimal amount) {}

    static class MoneyConverter implements AttributeConverter<Money, String> {
        @Override
        public String convertToDatabaseColumn(Money money) {
            return money == null ? null : money.amount() + " EUR";
        }

        @Override
        public Money convertToEntityAttribute(String column) {
            return column == null ? null : new Money(new BigDecimal(column.replace(" EUR", "")));
        }
    }

    @Embeddable
    record Position(Integer x, Integer y) {}

    @Entity(name = "Item")
    @DynamicUpdate
    @FilterDef(name = "cheap", defaultCondition = "level = 0")
    @Filter(name = "cheap")
    static class Item {
        @Id
        @GeneratedValue
        Long id;

        @Convert(converter = MoneyConverter.class)
        Money price;

        Level level = Level.LOW;
        Position position;

        @Basic(fetch = FetchType.LAZY)
        String text;

        short small;
        Double ratio;
        BigDecimal total;

        @Column(columnDefinition = "varchar(100) array")
        String[] tags;
    }

    @Entity(name = "Versioned")
    static class Versioned {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String text;
        String other;
    }

    private static final Class<?>[] ENTITIES = {
        Vehicle.class,
        Car.class,
        Truck.class,
        Shape.class,
        Circle.class,
        Animal.class,
        Dog.class,
        Account.class,
        Book.class,
        Copy.class,
        Seat.class,
        Item.class,
        Versioned.class
    };

    private final Database database;
    private final TestFactory factory;

    QuietMappingsIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private <T> T saved(T entity) {
        factory.inTransaction(session -> session.persist(entity));
        factory.statements().clear();
        return entity;
    }

    @Test
    void attributesOfAllTablesOfAJoinedHierarchyAreWritten() {
        Truck truck = saved(new Truck());

        factory.inTransaction(session -> {
            Vehicle managed = session.find(Vehicle.class, truck.id);
            int rows = QuietUpdate.of(session, managed)
                    .set("name", "big")
                    .increment("rides", 2)
                    .set("doors", 2)
                    .increment("load", 7)
                    .execute();
            assertThat(rows).isEqualTo(1);
            assertThat(((Truck) managed).load).isEqualTo(7);
            assertThat(managed.rides).isEqualTo(2);
            assertThat(session.isDirty()).isFalse();
            assertThat(QuietUpdate.of(session, Car.class, truck.id)
                            .set("name", "bigger")
                            .execute())
                    .isEqualTo(1);
            assertThat(managed.name).isEqualTo("bigger");
        });

        assertThat(factory.sql(
                        "select name || rides || doors || load from Vehicle natural join Car natural join Truck"))
                .isEqualTo("bigger227");
    }

    @Test
    void anAttributeOfASubclassIsWrittenByTheIdentifierIfTheSessionHoldsOne() {
        Truck truck = saved(new Truck());

        factory.inTransaction(session -> {
            Vehicle managed = session.find(Vehicle.class, truck.id);
            QuietUpdate.of(session, Vehicle.class, truck.id).set("load", 3).execute();
            assertThat(((Truck) managed).load).isEqualTo(3);
        });
    }

    @Test
    void attributesOfAUnionSubclassAreWritten() {
        Circle circle = saved(new Circle());

        factory.inTransaction(session -> {
            Circle managed = session.find(Circle.class, circle.id);
            assertThat(QuietUpdate.of(session, managed)
                            .set("name", "round")
                            .increment("radius", 4)
                            .execute())
                    .isEqualTo(1);
            assertThat(managed.radius).isEqualTo(4);
            assertThat(QuietUpdate.of(session, Shape.class, circle.id)
                            .set("name", "rounder")
                            .execute())
                    .isEqualTo(1);
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(factory.sql("select name || radius from Circle")).isEqualTo("rounder4");
    }

    @Test
    void attributesOfASubclassInOneTableAreWritten() {
        Dog dog = saved(new Dog());
        Animal animal = saved(new Animal());

        factory.inTransaction(session -> {
            assertThat(QuietUpdate.of(session, Dog.class, dog.id)
                            .increment("barks", 1)
                            .set("name", "Rex")
                            .execute())
                    .isEqualTo(1);
            assertThat(QuietUpdate.of(session, Dog.class, animal.id)
                            .set("name", "Rex")
                            .execute())
                    .isZero();
        });

        assertThat(factory.sql("select barks from Animal where name = 'Rex'")).hasToString("1");
    }

    @Test
    void attributesOfASecondaryTableAreWritten() {
        Book book = new Book();
        book.blurb = "old";
        saved(book);

        factory.inTransaction(session -> {
            Book managed = session.find(Book.class, book.id);
            assertThat(QuietUpdate.of(session, managed)
                            .set("title", "T")
                            .set("blurb", "new")
                            .execute())
                    .isEqualTo(1);
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(factory.sql("select title from Book")).isEqualTo("T");
        assertThat(factory.sql("select blurb from Blurb")).isEqualTo("new");
    }

    @Test
    void anIdentifierOfSeveralColumnsWillDo() {
        Copy copy = new Copy();
        copy.id = Place.of(1, 2);
        saved(copy);

        factory.inTransaction(session -> {
            Copy managed = session.find(Copy.class, Place.of(1, 2));
            QuietUpdate.of(session, managed)
                    .set("state", "new")
                    .increment("loans", 1)
                    .execute();
            assertThat(managed.loans).isEqualTo(1);
            QuietUpdate.of(session, Copy.class, Place.of(1, 2))
                    .increment("loans", 1)
                    .execute();
            assertThat(managed.loans).isEqualTo(2);
        });

        assertThat(factory.sql("select state || loans from Copy")).isEqualTo("new2");
    }

    @Test
    void anIdentifierClassWillDo() {
        Seat seat = new Seat();
        seat.line = 1;
        seat.number = 2;
        saved(seat);
        SeatId id = new SeatId();
        id.line = 1;
        id.number = 2;

        factory.inTransaction(session -> {
            Seat managed = session.find(Seat.class, id);
            QuietUpdate.of(session, managed)
                    .set("state", "taken")
                    .increment("guests", 1)
                    .execute();
            assertThat(managed.guests).isEqualTo(1);
            QuietUpdate.of(session, Seat.class, id).increment("guests", 1).execute();
            assertThat(managed.guests).isEqualTo(2);
        });

        assertThat(factory.sql("select state || guests from Seat")).isEqualTo("taken2");
    }

    @SuppressWarnings("deprecation") // what replaces it came with Hibernate 7.3
    private static SimpleNaturalIdLoadAccess<Account> byEmail(Session session) {
        return session.bySimpleNaturalId(Account.class);
    }

    @Test
    void theSessionFindsAnEntityByTheNaturalIdThatWasSet() {
        Account account = new Account();
        account.email = "a@x";
        saved(account);

        factory.inTransaction(session -> {
            Account managed = byEmail(session).load("a@x");
            QuietUpdate.of(session, managed).set("email", "b@x").execute();
            assertThat(byEmail(session).load("a@x")).isNull();
            assertThat(byEmail(session).load("b@x")).isSameAs(managed);
            managed.name = "n";
        });

        assertThat(factory.sql("select email || name from Account")).isEqualTo("b@xn");
    }

    @Test
    void theSessionForgetsTheNaturalIdOfAReference() {
        Account account = new Account();
        account.email = "a@x";
        saved(account);

        factory.inTransaction(session -> {
            Account reference = byEmail(session).getReference("a@x");
            QuietUpdate.of(session, reference).set("email", "b@x").execute();
            assertThat(byEmail(session).load("a@x")).isNull();
            assertThat(byEmail(session).load("b@x")).isNotNull();
        });
    }

    @Test
    void aRowOfAnotherTenantIsNotWritten() {
        Map<String, Object> settings = new HashMap<>();
        try (TestFactory tenants = TestFactory.of(database, settings, Note.class)) {
            Note note = new Note();
            note.text = "old";
            try (var session = tenants.sessionFactory()
                    .withOptions()
                    .tenantIdentifier((Object) "a")
                    .openSession()) {
                session.beginTransaction();
                session.persist(note);
                session.getTransaction().commit();
            }
            List<Integer> rows = new ArrayList<>();
            for (String tenant : List.of("b", "a")) {
                try (var session = tenants.sessionFactory()
                        .withOptions()
                        .tenantIdentifier((Object) tenant)
                        .openSession()) {
                    session.beginTransaction();
                    rows.add(QuietUpdate.of(session, Note.class, note.id)
                            .set("text", "by " + tenant)
                            .execute());
                    rows.add(QuietUpdate.of(session, Note.class)
                            .where("id = :id", Map.of("id", note.id))
                            .set("text", "by " + tenant)
                            .execute());
                    session.getTransaction().commit();
                }
            }
            assertThat(rows).containsExactly(0, 0, 1, 1);
        }
    }

    @Test
    void anInstanceWhoseRowAFilterHidesStaysAsItIs() {
        Item item = new Item();
        item.level = Level.HIGH;
        saved(item);

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            session.enableFilter("cheap");
            assertThat(QuietUpdate.of(session, managed).set("text", "x").execute())
                    .isZero();
            assertThat(managed.text).isNull();
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void aSumIsNotReadIfWhatIsSetMakesAFilterHideTheRow() {
        Item item = saved(new Item());

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            session.enableFilter("cheap");
            assertThat(QuietUpdate.of(session, managed)
                            .set("level", Level.HIGH)
                            .increment("small", 1)
                            .execute())
                    .isEqualTo(1);
            assertThat(managed.level).isEqualTo(Level.HIGH);
            assertThat(managed.small).isZero();
        });

        assertThat(factory.sql("select small from Item")).hasToString("1");
    }

    @Test
    void valuesAreConvertedAsByAFlush() {
        Item item = saved(new Item());
        Money price = new Money(new BigDecimal("1.50"));

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            QuietUpdate.of(session, managed)
                    .set("price", price)
                    .set("level", Level.HIGH)
                    .set("tags", new String[] {"a", "b"})
                    .execute();
            assertThat(session.isDirty()).isFalse();
            managed.tags[0] = "c";
            assertThat(session.isDirty()).isTrue();
        });

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            assertThat(managed.price).isEqualTo(price);
            assertThat(managed.level).isEqualTo(Level.HIGH);
            assertThat(managed.tags).containsExactly("c", "b");
            QuietUpdate.of(session, managed).set("price", null).execute();
        });
        assertThat(factory.sql("select price from Item")).isNull();
    }

    @Test
    void anImmutableEmbeddableIsReplaced() {
        Item item = saved(new Item());

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            QuietUpdate.of(session, managed).set("position.x", 1).execute();
            assertThat(managed.position).isEqualTo(new Position(1, null));
            QuietUpdate.of(session, managed).increment("position.y", 2).execute();
            assertThat(managed.position).isEqualTo(new Position(1, 2));
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(factory.sql("select x + y from Item")).hasToString("3");
    }

    @Test
    void numbersOfAllKindsAreIncremented() {
        Item item = saved(new Item());

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            QuietUpdate.of(session, managed)
                    .increment("small", 1)
                    .increment("ratio", 0.5)
                    .increment("total", 2)
                    .execute();
            QuietUpdate.of(session, managed)
                    .increment("small", 1)
                    .increment("ratio", 0.25f)
                    .increment("total", new BigDecimal("0.5"))
                    .execute();
            assertThat(managed.small).isEqualTo((short) 2);
            assertThat(managed.ratio).isEqualTo(0.75);
            assertThat(managed.total).isEqualByComparingTo("2.5");
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void anAttributeThatHasNotBeenLoadedIsNotLoadedForIt() {
        Item item = new Item();
        item.text = "old";
        saved(item);

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            boolean loaded = Hibernate.isPropertyInitialized(managed, "text");
            QuietUpdate.of(session, managed).set("text", "new").execute();
            assertThat(Hibernate.isPropertyInitialized(managed, "text")).isEqualTo(loaded);
            assertThat(managed.text).isEqualTo("new");
            assertThat(session.isDirty()).isFalse();
        });
    }

    @Test
    void anAttributeThatWasSetWithoutBeingLoadedGetsTheValue() {
        Item item = new Item();
        item.text = "old";
        saved(item);

        factory.inTransaction(session -> {
            Item managed = session.find(Item.class, item.id);
            managed.text = "pending";
            QuietUpdate.of(session, managed).set("text", "new").execute();
            assertThat(managed.text).isEqualTo("new");
            assertThat(session.isDirty()).isFalse();
        });

        assertThat(factory.sql("select text from Item")).isEqualTo("new");
    }

    @Test
    void aReferenceThatWasChangedGetsTheValueAndKeepsItsOtherChanges() {
        Item item = saved(new Item());

        factory.inTransaction(session -> {
            Item reference = (Item) Hibernate.unproxy(session.getReference(Item.class, item.id));
            reference.text = "pending";
            reference.level = Level.HIGH;
            QuietUpdate.of(session, reference).set("text", "new").execute();
            assertThat(reference.text).isEqualTo("new");
        });

        assertThat(factory.sql("select text from Item")).isEqualTo("new");
        assertThat(factory.sql("select level from Item")).hasToString("1");
    }

    @Test
    void aReferenceThatWasChangedKeepsItsChangesWhenItsVersionIsChecked() {
        Versioned versioned = saved(new Versioned());

        factory.inTransaction(session -> {
            Versioned reference = (Versioned) Hibernate.unproxy(session.getReference(Versioned.class, versioned.id));
            reference.other = "pending";
            QuietUpdate.of(session, reference)
                    .withVersionCheck()
                    .set("text", "new")
                    .execute();
        });

        assertThat(factory.sql("select text || other || version from Versioned"))
                .isEqualTo("newpending2");
    }
}
