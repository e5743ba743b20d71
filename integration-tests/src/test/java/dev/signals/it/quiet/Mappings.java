package dev.signals.it.quiet;

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
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.NaturalId;

/** Entities of all kinds of mappings. */
final class Mappings {

    static final Class<?>[] ENTITIES = {
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

    private Mappings() {}

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
}
