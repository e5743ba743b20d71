package dev.signals.it.harmless;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hibernate.annotations.Immutable;

/** Entities with a collection of each kind. */
final class FilledEntities {

    private FilledEntities() {}

    @MappedSuperclass
    abstract static class Filled {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name = "a";

        abstract Set<Note> notes();

        abstract List<Page> pages();

        abstract List<String> lines();

        abstract Set<String> words();

        abstract Map<String, String> terms();

        abstract List<Spot> spots();

        void fill(Session session) {
            Note note = new Note();
            session.persist(note);
            notes().add(note);
            pages().add(new Page());
            lines().addAll(List.of("a", "b"));
            words().add("a");
            terms().put("k", "v");
            spots().add(new Spot());
        }

        /** All of it, which is loaded. */
        String contents() {
            return notes().size() + " "
                    + pages().stream().map(page -> page.text).toList() + lines()
                    + new TreeSet<>(words()) + terms()
                    + spots().stream().map(spot -> spot.x).toList();
        }
    }

    /** Its collections are immutable. */
    @Entity(name = "Report")
    static class Report extends Filled {
        @Immutable
        @ManyToMany
        Set<Note> notes = new HashSet<>();

        @Immutable
        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn
        List<Page> pages = new ArrayList<>();

        @Immutable
        @ElementCollection
        @OrderColumn
        List<String> lines = new ArrayList<>();

        @Immutable
        @ElementCollection
        Set<String> words = new HashSet<>();

        @Immutable
        @ElementCollection
        Map<String, String> terms = new HashMap<>();

        @Immutable
        @ElementCollection
        List<Spot> spots = new ArrayList<>();

        @Override
        Set<Note> notes() {
            return notes;
        }

        @Override
        List<Page> pages() {
            return pages;
        }

        @Override
        List<String> lines() {
            return lines;
        }

        @Override
        Set<String> words() {
            return words;
        }

        @Override
        Map<String, String> terms() {
            return terms;
        }

        @Override
        List<Spot> spots() {
            return spots;
        }
    }

    @MappedSuperclass
    abstract static class Changeable extends Filled {
        @ManyToMany
        Set<Note> notes = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        List<Page> pages = new ArrayList<>();

        @ElementCollection
        @OrderColumn
        List<String> lines = new ArrayList<>();

        @ElementCollection
        Set<String> words = new HashSet<>();

        @ElementCollection
        Map<String, String> terms = new HashMap<>();

        @ElementCollection
        List<Spot> spots = new ArrayList<>();

        @Override
        Set<Note> notes() {
            return notes;
        }

        @Override
        List<Page> pages() {
            return pages;
        }

        @Override
        List<String> lines() {
            return lines;
        }

        @Override
        Set<String> words() {
            return words;
        }

        @Override
        Map<String, String> terms() {
            return terms;
        }

        @Override
        List<Spot> spots() {
            return spots;
        }
    }

    @Entity(name = "Fact")
    @Immutable
    static class Fact extends Changeable {}

    @Entity(name = "Draft")
    static class Draft extends Changeable {}

    @Embeddable
    static class Spot {
        int x;
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        @GeneratedValue
        Long id;

        String text = "a";
    }
}
