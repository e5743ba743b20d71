package dev.signals.it.envers;

import dev.signals.hibernate.FactorySignals;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** Audited entities, and what their audit tables say. */
final class Library implements AutoCloseable {

    @Entity(name = "Paper")
    @Audited
    static class Paper {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @Nullable
        String slug;

        @ElementCollection
        Set<String> words = new HashSet<>();

        @ManyToOne
        @Nullable
        Shelf shelf;

        Paper() {}

        Paper(String name) {
            this.name = name;
        }
    }

    /** Inserted by {@code persist} itself. */
    @Entity(name = "Shelf")
    @Audited
    static class Shelf {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String name;

        Shelf() {}

        Shelf(String name) {
            this.name = name;
        }
    }

    /** Not audited. */
    @Entity(name = "Visit")
    static class Visit {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @Version
        int version;

        Visit() {}

        Visit(String text) {
            this.text = text;
        }
    }

    private final TestFactory factory;

    Library(Database database) {
        factory = TestFactory.of(database, Paper.class, Shelf.class, Visit.class);
    }

    FactorySignals signals() {
        return factory.signals();
    }

    SessionFactory sessionFactory() {
        return factory.sessionFactory();
    }

    void inTransaction(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    Paper saved(String name) {
        Paper paper = new Paper(name);
        factory.inTransaction(session -> session.persist(paper));
        return paper;
    }

    /** One line for each row of the audit table of papers: revision, what was done, name and slug. */
    List<String> papers() {
        return lines("select REV || ' ' || case REVTYPE when 0 then 'added ' when 1 then 'changed ' else 'deleted ' end"
                + " || coalesce(name, '-') || ' ' || coalesce(slug, '-') from Paper_AUD order by REV, id");
    }

    List<String> shelves() {
        return lines("select REV || ' ' || case REVTYPE when 0 then 'added ' when 1 then 'changed ' else 'deleted ' end"
                + " || coalesce(name, '-') from Shelf_AUD order by REV, id");
    }

    List<String> words() {
        return lines("select REV || ' ' || words from Paper_words_AUD order by REV, words");
    }

    /** The current rows: name and slug. */
    List<String> rows() {
        return lines("select name || ' ' || coalesce(slug, '-') from Paper order by id");
    }

    private List<String> lines(String query) {
        return factory.fromTransaction(
                session -> session.createNativeQuery(query, String.class).getResultList());
    }

    @Override
    public void close() {
        factory.close();
    }
}
