package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An element whose row holds nothing comes back as null, so it is none; it is neither added nor removed. */
@OnEveryDatabase
class EmptyElementsIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    EmptyElementsIT(Database database) {
        factory = TestFactory.of(database, Shelf.class);
    }

    @BeforeEach
    void listen() {
        factory.inTransaction(session -> session.persist(new Shelf()));
        factory.signals()
                .collectionChanged()
                .connect(event -> log.add(event.attribute() + " +" + event.added() + " -" + event.removed()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anEmbeddableOfNullsInAListIsNoElement() {
        change(shelf -> shelf.list.addAll(List.of(new Spot(null, null), new Spot("a", null))));
        change(shelf -> shelf.list.clear());

        assertThat(log).containsExactly("list +[a:null] -[]", "list +[] -[a:null]");
    }

    @Test
    void anEmbeddableOfNullsInABagIsNoElement() {
        change(shelf -> shelf.bag.addAll(List.of(new Spot(null, null), new Spot("a", null))));
        change(shelf -> shelf.bag.clear());

        assertThat(log).containsExactly("bag +[a:null] -[]", "bag +[] -[a:null]");
    }

    @Test
    void anEmbeddableOfNullsInAMapIsNoElement() {
        change(shelf -> shelf.map.putAll(Map.of("x", new Spot(null, null), "y", new Spot("a", null))));
        change(shelf -> shelf.map.clear());

        assertThat(log).containsExactly("map +[y=a:null] -[]", "map +[] -[y=a:null]");
    }

    @Test
    void whatAConverterMakesNullIsNoElement() {
        change(shelf -> shelf.words.addAll(List.of("", "a")));
        change(shelf -> shelf.words.clear());

        assertThat(log).containsExactly("words +[a] -[]", "words +[] -[a]");
    }

    @Test
    void anElementThatBecomesOneOfNothingIsRemoved() {
        change(shelf -> shelf.list.add(new Spot("a", 1)));
        change(shelf -> {
            shelf.list.get(0).name = null;
            shelf.list.get(0).number = null;
        });

        assertThat(log).containsExactly("list +[a:1] -[]", "list +[] -[a:1]");
    }

    private void change(Consumer<Shelf> change) {
        factory.inTransaction(session -> change.accept(session.find(Shelf.class, 1L)));
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id = 1;

        @ElementCollection
        @OrderColumn
        List<Spot> list = new ArrayList<>();

        @ElementCollection
        List<Spot> bag = new ArrayList<>();

        @ElementCollection
        Map<String, Spot> map = new LinkedHashMap<>();

        @ElementCollection
        @Convert(converter = EmptyIsNull.class)
        List<String> words = new ArrayList<>();
    }

    @Embeddable
    static class Spot {
        @Nullable
        String name;

        @Embedded
        Place place = new Place();

        @Nullable
        Integer number;

        Spot() {}

        Spot(@Nullable String name, @Nullable Integer number) {
            this.name = name;
            this.number = number;
        }

        @Override
        public String toString() {
            return name + ":" + number;
        }
    }

    @Embeddable
    static class Place {
        @Nullable
        String street;
    }

    static class EmptyIsNull implements AttributeConverter<String, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable String word) {
            return word == null || word.isEmpty() ? null : word;
        }

        @Override
        public @Nullable String convertToEntityAttribute(@Nullable String text) {
            return text;
        }
    }
}
