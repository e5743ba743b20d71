package dev.signals.it.quiet;

import static dev.signals.it.quiet.Mappings.ENTITIES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.quiet.Mappings.Animal;
import dev.signals.it.quiet.Mappings.Book;
import dev.signals.it.quiet.Mappings.Car;
import dev.signals.it.quiet.Mappings.Circle;
import dev.signals.it.quiet.Mappings.Copy;
import dev.signals.it.quiet.Mappings.Dog;
import dev.signals.it.quiet.Mappings.Place;
import dev.signals.it.quiet.Mappings.Seat;
import dev.signals.it.quiet.Mappings.SeatId;
import dev.signals.it.quiet.Mappings.Shape;
import dev.signals.it.quiet.Mappings.Truck;
import dev.signals.it.quiet.Mappings.Vehicle;
import dev.signals.it.support.TestFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Updates of hierarchies, of secondary tables and of rows with a composite identifier. */
@OnEveryDatabase
class QuietTablesIT {

    private final Database database;
    private final TestFactory factory;

    QuietTablesIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void attributesOfAllTablesOfAJoinedHierarchyAreWritten() {
        Truck truck = factory.saved(new Truck());

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
        Truck truck = factory.saved(new Truck());

        factory.inTransaction(session -> {
            Vehicle managed = session.find(Vehicle.class, truck.id);
            QuietUpdate.of(session, Vehicle.class, truck.id).set("load", 3).execute();
            assertThat(((Truck) managed).load).isEqualTo(3);
        });
    }

    @Test
    void attributesOfAUnionSubclassAreWritten() {
        Circle circle = factory.saved(new Circle());

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
        Dog dog = factory.saved(new Dog());
        Animal animal = factory.saved(new Animal());

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
        factory.saved(book);

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
        factory.saved(copy);

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
        factory.saved(seat);
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
}
