package dev.signals.it.model;

import static dev.signals.it.support.Comparison.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Mappings that change how Hibernate writes: the signals come the same, and no statement is added. */
@OnEveryDatabase
class MappingFeaturesIT {

    private final Database database;

    MappingFeaturesIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Ticket")
    @SoftDelete
    static class Ticket {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    @Test
    void aSoftDeleteIsADeletion() {
        unchanged(
                database,
                (factory, log) -> {
                    Ticket ticket = new Ticket();
                    factory.inTransaction(session -> session.persist(ticket));
                    factory.inTransaction(session -> session.remove(session.find(Ticket.class, ticket.id)));
                    factory.inTransaction(session -> log.add("left " + session.find(Ticket.class, ticket.id)));
                },
                List.of(
                        "pre_save Ticket new",
                        "post_save Ticket created",
                        "pre_delete Ticket EXPLICIT",
                        "post_delete Ticket",
                        "left null"),
                Ticket.class);
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId(mutable = true)
        String isbn;

        Book() {}

        Book(String isbn) {
            this.isbn = isbn;
        }
    }

    @Test
    @SuppressWarnings("deprecation") // the replacement is not in Hibernate 7.0
    void aNaturalIdCanBeSetAndChangedByAReceiver() {
        try (TestFactory factory = TestFactory.of(database, Book.class)) {
            factory.signals().preSave().connect(Book.class, event -> {
                if (event.instance().isbn.startsWith("isbn ")) {
                    event.instance().isbn = event.instance().isbn.substring(5);
                }
            });
            factory.inTransaction(session -> session.persist(new Book("isbn 1")));

            factory.inTransaction(session -> {
                Book book = session.bySimpleNaturalId(Book.class).load("1");
                book.isbn = "isbn 2";
                session.flush();
                assertThat(session.bySimpleNaturalId(Book.class).load("2")).isSameAs(book);
            });

            assertThat(factory.sql("select isbn from Book")).isEqualTo("2");
        }
    }

    @Test
    void aReadOnlyEntityIsNotSavedByAChange() {
        unchanged(
                database,
                (factory, log) -> {
                    Ticket ticket = new Ticket();
                    factory.inTransaction(session -> session.persist(ticket));
                    factory.inTransaction(session -> {
                        session.setDefaultReadOnly(true);
                        session.find(Ticket.class, ticket.id).text = "lost";
                    });
                },
                List.of("pre_save Ticket new", "post_save Ticket created"),
                Ticket.class);
    }

    @Entity(name = "Manual")
    @SecondaryTable(name = "ManualText")
    @DynamicInsert
    @DynamicUpdate
    static class Manual {
        @Id
        UUID id = UUID.randomUUID();

        String title;

        @Column(table = "ManualText")
        String text;
    }

    @Test
    void anEntityOfTwoTablesIsOneSave() {
        unchanged(
                database,
                (factory, log) -> {
                    Manual manual = new Manual();
                    manual.text = "t";
                    factory.inTransaction(session -> session.persist(manual));
                    factory.inTransaction(session -> {
                        Manual managed = session.find(Manual.class, manual.id);
                        managed.text = "u";
                        managed.title = "v";
                    });
                    factory.inTransaction(session -> session.remove(session.find(Manual.class, manual.id)));
                },
                List.of(
                        "pre_save Manual new",
                        "post_save Manual created",
                        "pre_save Manual",
                        "post_save Manual",
                        "pre_delete Manual EXPLICIT",
                        "post_delete Manual"),
                Manual.class);
    }

    @Test
    @DisabledIfSystemProperty(
            named = "signals.test.enhanced",
            matches = "true",
            disabledReason = "Hibernate loses one of two changes in two tables, with the library switched off too")
    void dynamicStatementsWriteWhatAReceiverSets() {
        try (TestFactory factory = TestFactory.of(database, Manual.class)) {
            factory.signals().preSave().connect(Manual.class, event -> event.instance().text = "set");
            Manual manual = new Manual();
            factory.inTransaction(session -> session.persist(manual));
            assertThat(factory.sql("select text from ManualText")).isEqualTo("set");

            factory.inTransaction(session -> {
                Manual managed = session.find(Manual.class, manual.id);
                managed.text = "other";
                managed.title = "title";
            });
            assertThat(factory.sql("select text from ManualText")).isEqualTo("set");
            assertThat(factory.sql("select title from Manual")).isEqualTo("title");
        }
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        @GeneratedValue
        Long id;

        @Any
        @AnyDiscriminator
        @AnyDiscriminatorValue(discriminator = "B", entity = Book.class)
        @AnyDiscriminatorValue(discriminator = "T", entity = Ticket.class)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "subject_type")
        @JoinColumn(name = "subject_id")
        Object subject;
    }

    @Test
    void anAnyIsToldByEntityNameAndIdentifier() {
        List<Object> values = new ArrayList<>();
        try (TestFactory factory = TestFactory.of(database, Remark.class, Book.class, Ticket.class)) {
            Book book = new Book("1");
            Ticket ticket = new Ticket();
            Remark remark = new Remark();
            remark.subject = book;
            factory.inTransaction(session -> {
                session.persist(book);
                session.persist(ticket);
                session.persist(remark);
            });
            factory.signals().postSave().connect(Remark.class, event -> {
                values.add(event.changes().get("subject").oldValue());
                values.add(event.changes().get("subject").newValue());
            });

            factory.inTransaction(
                    session -> session.find(Remark.class, remark.id).subject = session.find(Ticket.class, ticket.id));

            assertThat(values)
                    .containsExactly(
                            Map.entry(Book.class.getName(), book.id), Map.entry(Ticket.class.getName(), ticket.id));
        }
    }

    @Entity(name = "Parent")
    static class Parent {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "parent")
        List<Child> children = new ArrayList<>();
    }

    @Entity(name = "Child")
    static class Child {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        Parent parent;
    }

    @Test
    void whatTheDatabaseDeletesByItselfIsNotAnnounced() {
        unchanged(
                database,
                (factory, log) -> {
                    Parent parent = new Parent();
                    Child child = new Child();
                    child.parent = parent;
                    factory.inTransaction(session -> {
                        session.persist(parent);
                        session.persist(child);
                    });
                    log.clear();
                    factory.inTransaction(session -> session.remove(session.find(Parent.class, parent.id)));
                    factory.inTransaction(session -> log.add("left " + session.find(Child.class, child.id)));
                },
                List.of("pre_delete Parent EXPLICIT", "post_delete Parent", "left null"),
                Parent.class,
                Child.class);
    }

    @Test
    void theIdentifierIsInTheEventWhenHibernateTakesItFromTheInstance() {
        List<Object> ids = new ArrayList<>();
        Map<String, ?> settings = Map.of("hibernate.use_identifier_rollback", true);
        try (TestFactory factory = TestFactory.of(database, settings, Book.class)) {
            Book book = new Book("1");
            factory.inTransaction(session -> session.persist(book));
            Long id = book.id;
            factory.signals().postDelete().connect(Book.class, event -> {
                ids.add(event.id());
                ids.add(String.valueOf(event.instance().id));
            });

            factory.inTransaction(session -> session.remove(session.find(Book.class, id)));

            assertThat(ids).containsExactly(id, "null");
        }
    }
}
