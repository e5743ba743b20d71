package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A save is about attributes that are no collections, inside embeddables too. */
@OnEveryDatabase
class EmbeddedCollectionsIT {

    static class Word {
        final String text;

        Word(String text) {
            this.text = text;
        }
    }

    static class WordConverter implements AttributeConverter<Word, String> {
        @Override
        public String convertToDatabaseColumn(Word word) {
            return word == null ? null : word.text;
        }

        @Override
        public Word convertToEntityAttribute(String text) {
            return text == null ? null : new Word(text);
        }
    }

    @Embeddable
    static class Inner {
        @Column(name = "inner_text")
        String text = "i";

        @ElementCollection
        Set<String> words = new HashSet<>(Set.of("w"));
    }

    @Embeddable
    static class Address {
        String city = "c";

        @ElementCollection
        Set<String> phones = new HashSet<>(Set.of("1"));

        @ManyToMany
        Set<Person> friends = new HashSet<>();

        @ManyToOne
        Person neighbour;

        Inner inner = new Inner();
    }

    @Entity(name = "Person")
    static class Person {
        @Id
        Long id;

        String name;

        @Embedded
        Address address = new Address();

        @ElementCollection
        Set<String> notes = new HashSet<>(Set.of("n"));

        byte[] face = {1};

        Date since = new Date(1);

        Person() {}

        Person(long id) {
            this.id = id;
        }
    }

    @Embeddable
    static class Contact {
        String mail = "m";

        @ElementCollection
        Set<String> phones = new HashSet<>(Set.of("1"));
    }

    @Entity(name = "Counted")
    static class Counted {
        @Id
        Long id;

        @Version
        int version;

        @Embedded
        Contact contact = new Contact();
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        Long id;

        String name;

        @Convert(converter = WordConverter.class)
        Word title = new Word("t");

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    EmbeddedCollectionsIT(Database database) {
        factory = TestFactory.of(database, Person.class, Counted.class, Page.class);
    }

    @BeforeEach
    void entities() {
        factory.inTransaction(session -> {
            session.persist(new Person(1));
            session.persist(new Person(2));
            Counted counted = new Counted();
            counted.id = 1L;
            session.persist(counted);
            Page page = new Page();
            page.id = 1L;
            session.persist(page);
        });
        factory.signals().preSave().connect(event -> log.add("pre " + event.updateFields()));
        factory.signals().postSave().connect(event -> log.add("post " + event.updateFields()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private List<String> announced(Consumer<Person> change) {
        return announced(Person.class, (session, person) -> change.accept(person));
    }

    private <T> List<String> announced(Class<T> type, BiConsumer<Session, T> change) {
        log.clear();
        factory.inTransaction(session -> change.accept(session, session.find(type, 1L)));
        return List.copyOf(log);
    }

    @Test
    void aCollectionInsideAnEmbeddableIsNoSave() {
        assertThat(announced(person -> person.address.phones.add("2"))).isEmpty();
        assertThat(announced(person -> person.address.phones = new HashSet<>(Set.of("3"))))
                .isEmpty();
        assertThat(announced(person -> person.address.phones = null)).isEmpty();
        assertThat(announced(
                        Person.class,
                        (session, person) ->
                                person.address.friends = new HashSet<>(Set.of(session.find(Person.class, 2L)))))
                .isEmpty();
        assertThat(announced(person -> person.address.inner.words = new HashSet<>()))
                .isEmpty();
    }

    @Test
    void anEmbeddableReplacedByOneWithOtherCollectionsOnlyIsNoSave() {
        assertThat(announced(person -> {
                    Address address = new Address();
                    address.phones = new HashSet<>(Set.of("9"));
                    person.address = address;
                }))
                .isEmpty();
    }

    @Test
    void anAttributeBesideTheCollectionIsASave() {
        assertThat(announced(person -> {
                    person.address.phones = new HashSet<>();
                    person.address.city = "d";
                }))
                .containsExactly("pre [address.city]", "post [address.city]");
        assertThat(announced(person -> {
                    person.address.inner.words = new HashSet<>();
                    person.address.inner.text = "j";
                }))
                .containsExactly("pre [address.inner.text]", "post [address.inner.text]");
        assertThat(announced(Person.class, (session, person) -> {
                    person.address.friends = new HashSet<>();
                    person.address.neighbour = session.find(Person.class, 2L);
                }))
                .containsExactly("pre [address.neighbour]", "post [address.neighbour]");
        assertThat(announced(person -> person.address = null))
                .containsExactly(
                        "pre [address.city, address.inner.text, address.neighbour]",
                        "post [address.city, address.inner.text, address.neighbour]");
    }

    @Test
    void aVersionThatGrowsForACollectionInsideAnEmbeddableIsNoSave() {
        assertThat(announced(Counted.class, (session, counted) -> counted.contact.phones.add("2")))
                .isEmpty();
        assertThat(announced(Counted.class, (session, counted) -> counted.contact.phones = new HashSet<>()))
                .isEmpty();
        assertThat(factory.sql("select version from Counted")).isEqualTo(2);
    }

    @Test
    void equalValuesAreNoSave() {
        List<String> saves = announced(person -> {
            person.face = person.face.clone();
            person.since = new Date(person.since.getTime());
        });

        assertThat(saves).allMatch(line -> line.endsWith("[]")); // An enhanced entity is written again.
    }

    @Test
    void aRowThatHibernateWritesAgainAsItIsIsASaveThatChangesNothing() {
        assertThat(announced(Page.class, (session, page) -> page.words.add("w")))
                .containsExactly("pre []", "post []");
        assertThat(announced(Page.class, (session, page) -> page.name = "n"))
                .containsExactly("pre [name]", "post [name]");
        assertThat(announced(Page.class, (session, page) -> page.title = new Word("u")))
                .containsExactly("pre [title]", "post [title]");
    }
}
