package dev.signals.it.model;

import static dev.signals.Options.includingSubtypes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.Comparison;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class InheritanceIT {

    private static final Class<?>[] ENTITIES = {
        Animal.class, Dog.class, Shape.class, Circle.class, Vehicle.class, Car.class
    };

    interface HasName {}

    @MappedSuperclass
    abstract static class Base implements HasName {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal extends Base {
        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL)
        Animal friend;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String bark;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Shape extends Base {}

    @Entity(name = "Circle")
    static class Circle extends Shape {
        int radius;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        List<Shape> parts = new ArrayList<>();
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Vehicle extends Base {}

    @Entity(name = "Car")
    static class Car extends Vehicle {
        @Embedded
        Equipment equipment = new Equipment();
    }

    @Embeddable
    static class Equipment {
        int power;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Vehicle spare;

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Dog guard;
    }

    private final Database database;
    private final TestFactory factory;

    InheritanceIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, ENTITIES);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void joinedTables_senderIsTheConcreteClass() {
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            session.persist(new Animal());
            session.persist(new Dog());
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Animal new", "pre_save Dog new", "post_save Animal created", "post_save Dog created");
    }

    @Test
    void joinedTables_aChangeOfTheSubclassOrOfTheSuperclassIsAnnouncedOnce() {
        Dog dog = factory.saved(new Dog());
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.find(Dog.class, dog.id).bark = "wuff");
        factory.inTransaction(session -> session.find(Animal.class, dog.id).name = "Rex");

        assertThat(log.lines()).containsExactly("pre_save Dog", "post_save Dog", "pre_save Dog", "post_save Dog");
    }

    @Test
    void tablePerClass_senderIsTheConcreteClass() {
        Circle circle = factory.saved(new Circle());
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> session.remove(session.find(Shape.class, circle.id)));

        assertThat(log.lines()).containsExactly("pre_delete Circle EXPLICIT", "post_delete Circle");
    }

    @Test
    void singleTable_anEmbeddableCascadesToNewOnesAndToOrphans() {
        Car car = new Car();
        car.equipment.guard = new Dog();
        factory.saved(car);
        EventLog log = EventLog.of(factory.signals());

        factory.inTransaction(session -> {
            Car managed = (Car) session.find(Vehicle.class, car.id);
            managed.equipment.spare = new Car();
            managed.equipment.guard = null;
        });

        assertThat(log.lines())
                .containsExactly(
                        "pre_save Car new",
                        "pre_delete Dog ORPHAN",
                        "pre_save Car",
                        "post_save Car created",
                        "post_save Car",
                        "post_delete Dog");
    }

    @Test
    void aReceiverOfASuperclassDoesNotHearSubclassesWithoutTheOption() {
        EventLog log = new EventLog();
        factory.signals().preSave().connect(Animal.class, log::add);

        factory.inTransaction(session -> {
            session.persist(new Dog());
            session.persist(new Animal());
        });

        assertThat(log.lines()).containsExactly("pre_save Animal new");
    }

    @Test
    void aReceiverOfASuperclassIncludingSubtypesHearsBoth() {
        EventLog log = new EventLog();
        factory.signals().preSave().connect(Animal.class, log::add, includingSubtypes());

        factory.inTransaction(session -> {
            session.persist(new Dog());
            session.persist(new Animal());
            session.persist(new Circle());
        });

        assertThat(log.lines()).containsExactly("pre_save Dog new", "pre_save Animal new");
    }

    @Test
    void aReceiverOfAMappedSuperclassHearsAllItsEntities() {
        EventLog log = new EventLog();
        factory.signals().postSave().connect(Base.class, log::add, includingSubtypes());

        factory.inTransaction(session -> {
            session.persist(new Dog());
            session.persist(new Circle());
        });

        assertThat(log.lines()).containsExactly("post_save Dog created", "post_save Circle created");
    }

    @Test
    void aReceiverOfAnInterfaceHearsAllItsEntities() {
        EventLog log = new EventLog();
        factory.signals().preDelete().connect(HasName.class, log::add, includingSubtypes());

        factory.inTransaction(session -> {
            Dog dog = new Dog();
            session.persist(dog);
            session.flush();
            session.remove(dog);
        });

        assertThat(log.lines()).containsExactly("pre_delete Dog EXPLICIT");
    }

    @Test
    void aReceiverThatListensToSubclassesOnlyThroughTheirInterfaceChangesWhatIsWritten() {
        Dog dog = factory.saved(new Dog());
        factory.signals()
                .preSave()
                .connect(HasName.class, event -> ((Animal) event.instance()).name = "by receiver", includingSubtypes());

        factory.inTransaction(session -> session.find(Dog.class, dog.id).bark = "wuff");

        assertThat(factory.sql("select name from Animal")).isEqualTo("by receiver");
    }

    @Test
    void aChangeThroughAProxyIsAnnouncedWithTheEntityItself() {
        Animal friendOfDog = new Animal();
        friendOfDog.friend = new Dog();
        factory.saved(friendOfDog);
        List<Object> seen = new ArrayList<>();
        factory.signals().preSave().connect(event -> seen.add(event.instance()));
        factory.signals().postSave().connect(event -> seen.add(event.sender()));

        factory.inTransaction(session -> {
            Animal proxy = session.find(Animal.class, friendOfDog.id).friend;
            assertThat(proxy).isInstanceOf(HibernateProxy.class);
            Hibernate.unproxy(proxy, Animal.class).name = "changed";
        });

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isExactlyInstanceOf(Dog.class);
        assertThat(seen.get(1)).isEqualTo(Dog.class);
    }

    @Test
    void aRemovedProxyIsAnnouncedWithTheEntityItself() {
        Dog dog = factory.saved(new Dog());
        List<Object> seen = new ArrayList<>();
        factory.signals().preDelete().connect(event -> seen.add(event.instance()));
        factory.signals().preDelete().connect(event -> seen.add(event.sender()));

        factory.inTransaction(session -> session.remove(session.getReference(Animal.class, dog.id)));

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isExactlyInstanceOf(Dog.class);
        assertThat(seen.get(1)).isEqualTo(Dog.class);
    }

    @Test
    void theStatementsStayTheSame() {
        Comparison comparison = Comparison.of(
                database,
                (compared, log) -> {
                    Dog dog = new Dog();
                    dog.friend = new Animal();
                    Circle circle = new Circle();
                    circle.parts.add(new Circle());
                    circle.parts.add(new Shape());
                    Car car = new Car();
                    car.equipment.guard = new Dog();
                    compared.inTransaction(session -> {
                        session.persist(dog);
                        session.persist(circle);
                        session.persist(car);
                    });
                    compared.inTransaction(session -> {
                        session.find(Dog.class, dog.id).friend = new Dog();
                        Circle managed = (Circle) session.find(Shape.class, circle.id);
                        managed.parts.remove(0);
                        managed.radius = 4;
                        Car managedCar = session.find(Car.class, car.id);
                        managedCar.equipment.power = 3;
                        managedCar.equipment.guard = null;
                        session.createSelectionQuery("from Vehicle", Vehicle.class)
                                .getResultList();
                    });
                    compared.inTransaction(session -> {
                        session.remove(session.find(Animal.class, dog.id));
                        session.remove(session.find(Shape.class, circle.id));
                        session.remove(session.find(Vehicle.class, car.id));
                    });
                },
                ENTITIES);

        comparison.hasSameStatements();
    }
}
