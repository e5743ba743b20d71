package dev.signals.it.outbox;

import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.outbox.Outbox.durable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.Changed;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.outbox.OutboxSettings;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Blob;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of many types, on their way into the database and back. */
@OnEveryDatabase
class KeptValuesIT {

    enum Flag {
        NONE,
        RED
    }

    @Converter
    static class FlagConverter implements AttributeConverter<Flag, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(Flag flag) {
            return flag == Flag.RED ? "r" : null;
        }

        @Override
        public Flag convertToEntityAttribute(@Nullable String text) {
            return text == null ? Flag.NONE : Flag.RED;
        }
    }

    @Embeddable
    record Key(int part, String place) {}

    @Embeddable
    record Inner(@Nullable Integer number) {}

    @Embeddable
    record Outer(String text, @Nullable Inner inner) {}

    @Entity(name = "Many")
    static class Many {
        @EmbeddedId
        Key key = new Key(2026, "here");

        @Convert(converter = FlagConverter.class)
        Flag flag = Flag.NONE;

        int[] numbers = {1, -2};
        double[] doubles = {1.5, 2.25};
        String[] texts = {"a", "b,c"};
        UUID uuid = UUID.fromString("00000000-0000-0000-0000-000000000001");
        ZonedDateTime time = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
        InetAddress address = address();

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, String> document = Map.of("k", "v");

        Outer outer = new Outer("t", new Inner(3));

        @ElementCollection
        @MapKeyColumn(name = "word")
        Map<String, Integer> counts = new LinkedHashMap<>(Map.of("x", 1));

        @ManyToMany
        @MapKeyColumn(name = "part")
        Map<String, Author> authors = new LinkedHashMap<>();

        private static InetAddress address() {
            try {
                return InetAddress.getByName("10.0.0.1");
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Database database;

    KeptValuesIT(Database database) {
        this.database = database;
    }

    @Test
    void valuesComeBackAsTheyWere() throws Exception {
        BlockingQueue<Changed<Many>> events = new LinkedBlockingQueue<>();
        try (TestFactory factory = TestFactory.of(
                database,
                Map.of(OutboxSettings.TABLES, "true", OutboxSettings.POLL, "100ms"),
                Many.class,
                Author.class)) {
            factory.signals().changed().connect(Many.class, events::add, includingCollections(), durable("log"));
            dev.signals.outbox.Outbox.of(factory.sessionFactory()).start();
            Many many = new Many();
            factory.inTransaction(session -> {
                Author author = new Author("Ann");
                session.persist(author);
                many.authors.put("text", author);
                session.persist(many);
            });

            Changed<Many> change = events.poll(30, TimeUnit.SECONDS);

            assertThat(change.id()).isEqualTo(new Key(2026, "here"));
            Map<String, @Nullable Object> state = change.state();
            assertThat(state.get("flag")).isEqualTo(Flag.NONE);
            assertThat(state.get("numbers")).isEqualTo(new int[] {1, -2});
            assertThat(state.get("doubles")).isEqualTo(new double[] {1.5, 2.25});
            assertThat(state.get("texts")).isEqualTo(new String[] {"a", "b,c"});
            assertThat(state.get("uuid")).isEqualTo(many.uuid);
            assertThat(state.get("time")).isEqualTo(many.time);
            assertThat(state.get("address")).isEqualTo(many.address);
            assertThat(state.get("document")).isEqualTo(Map.of("k", "v"));
            assertThat(state.get("outer")).isEqualTo(many.outer);
            assertThat(change.changes().get("outer.inner.number").newValue()).isEqualTo(3);
            assertThat(change.collections().get("counts").added()).isEqualTo(List.of(Map.entry("x", 1)));
            assertThat(change.collections().get("authors").added()).isEqualTo(List.of("Ann"));
        }
    }

    @Embeddable
    static class Reference {
        @ManyToOne
        Author author;

        int number;
    }

    @Entity(name = "Referring")
    static class Referring {
        @EmbeddedId
        Reference id;
    }

    @Entity(name = "Holding")
    static class Holding {
        @Id
        Long id;

        @ElementCollection
        List<Reference> references;
    }

    @Entity(name = "Large")
    static class Large {
        @Id
        Long id;

        Blob content;
    }

    @SuppressWarnings("unchecked") // any event is ignored
    private void refused(String message, Class<?> type) {
        try (TestFactory factory = TestFactory.of(database, type, Author.class)) {
            assertThatThrownBy(() -> factory.signals()
                            .changed()
                            .connect((Class<Object>) type, event -> {}, includingCollections(), durable("x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void valuesThatCannotComeBackAreRefused() {
        refused(
                "the identifier of " + Referring.class.getName() + " has a reference inside of a composite value",
                Referring.class);
        refused("attribute references of " + Holding.class.getName() + " has a reference inside", Holding.class);
        refused(
                "attribute content of " + Large.class.getName() + " is a large object that belongs to its connection",
                Large.class);
    }
}
