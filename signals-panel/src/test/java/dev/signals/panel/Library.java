package dev.signals.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.jspecify.annotations.Nullable;

/** A session factory with two entities, and the JSON of its panel. */
final class Library implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final SessionFactory factory;
    final FactorySignals signals;

    @Entity(name = "Book")
    static class Book {

        @Id
        String isbn = "";

        @Column(unique = true)
        @Nullable
        String title;

        @OneToMany(mappedBy = "book", cascade = CascadeType.ALL)
        List<Loan> loans = new ArrayList<>();

        Book() {}

        Book(String isbn, String title) {
            this.isbn = isbn;
            this.title = title;
        }
    }

    @Entity(name = "Loan")
    static class Loan {

        @Id
        String reader = "";

        @ManyToOne
        @Nullable
        Book book;

        Loan() {}

        Loan(String reader) {
            this.reader = reader;
        }
    }

    private Library(Map<String, ?> settings) {
        HibernatePersistenceConfiguration unit = new HibernatePersistenceConfiguration("library")
                .managedClasses(Book.class, Loan.class)
                .jdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .schemaToolingAction(Action.CREATE_ONLY);
        settings.forEach(unit::property);
        factory = unit.createEntityManagerFactory();
        signals = ModelSignals.of(factory);
    }

    static Library open() {
        return new Library(Map.of(SignalSettings.TIMELINE, "true"));
    }

    static Library withoutStatements() {
        return new Library(Map.of());
    }

    static Library with(Map<String, String> settings) {
        return new Library(settings);
    }

    SignalPanel record(PanelOptions options) {
        return SignalPanel.record(List.of(factory), options);
    }

    SignalPanel record() {
        return record(PanelOptions.defaults());
    }

    void persist(Object... entities) {
        factory.inTransaction(session -> List.of(entities).forEach(session::persist));
    }

    static JsonNode map(SignalPanel panel) {
        return read(panel.map()).path("units").path(0);
    }

    static JsonNode activity(SignalPanel panel) {
        return read(panel.activity(null));
    }

    /** Returns the newest work in short. */
    static JsonNode newest(SignalPanel panel) {
        return activity(panel).path("works").path(0);
    }

    /** Returns a work with its steps. */
    static JsonNode work(SignalPanel panel, JsonNode summary) {
        return read(panel.activity("work=" + summary.path("id").asLong()));
    }

    /** Returns the steps of a work as lines, indented by their depth, without times. */
    static List<String> lines(JsonNode work) {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("first", "last")) {
            work.path(part)
                    .forEach(step -> lines.add("  ".repeat(step.path("depth").asInt()) + line(step)));
        }
        return lines;
    }

    private static String line(JsonNode step) {
        String fault = step.path("fault").path("type").asText();
        String receiver = step.path("receiver").path("name").asText();
        return (receiver.isEmpty()
                        ? step.path("text").asText()
                        : step.path("signal").asText() + " " + step.path("text").asText() + " -> " + receiver)
                + (fault.isEmpty() ? "" : " throws " + fault);
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
