package dev.signals.it.collection.random;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** The entities of the random sequences: boxes with a collection of each kind. */
final class Store {

    /** Whether the test runs with the classes that Hibernate has enhanced. */
    static final boolean ENHANCED = Boolean.getBoolean("signals.test.enhanced");

    private Store() {}

    static Class<?>[] entities() {
        return new Class<?>[] {Box.class, Tag.class, Fan.class, Note.class, Extra.class, Line.class, Other.class};
    }

    /** The identifier of an entity, which is not loaded for that; of a value what the rows say. */
    static String text(Object item) {
        LazyInitializer initializer = HibernateProxy.extractLazyInitializer(item);
        return initializer == null ? item.toString() : String.valueOf(initializer.getInternalIdentifier());
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @SequenceGenerator(allocationSize = 1)
        @Nullable
        Long id;

        @ManyToMany
        @JoinTable(
                name = "box_tags",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @Nullable
        Set<Tag> tags = new HashSet<>();

        @ManyToMany
        @JoinTable(
                name = "box_bag",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @Nullable
        List<Tag> bag = new ArrayList<>();

        @ManyToMany
        @JoinTable(
                name = "box_ordered",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @OrderColumn(name = "place")
        @Nullable
        List<Tag> ordered = new ArrayList<>();

        @ManyToMany
        @JoinTable(
                name = "box_named",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @MapKeyColumn(name = "word")
        @Nullable
        Map<String, Tag> named = new HashMap<>();

        @ManyToMany
        @JoinTable(
                name = "box_related",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @Nullable
        Set<Box> related = new HashSet<>();

        @ManyToMany
        @JoinTable(
                name = "box_fans",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @Nullable
        Set<Fan> fans = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(
                name = "box_notes",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @Nullable
        List<Note> notes = new ArrayList<>();

        @ManyToMany(cascade = {CascadeType.PERSIST, CascadeType.MERGE})
        @JoinTable(
                name = "box_extras",
                joinColumns = @JoinColumn(name = "box"),
                inverseJoinColumns = @JoinColumn(name = "item"))
        @Nullable
        List<Extra> extras = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "box_labels", joinColumns = @JoinColumn(name = "box"))
        @Column(name = "item")
        @Nullable
        Set<String> labels = new HashSet<>();

        @ElementCollection
        @CollectionTable(name = "box_words", joinColumns = @JoinColumn(name = "box"))
        @Column(name = "item")
        @Nullable
        List<String> words = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "box_places", joinColumns = @JoinColumn(name = "box"))
        @Nullable
        List<Place> places = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "box_scores", joinColumns = @JoinColumn(name = "box"))
        @MapKeyColumn(name = "word")
        @Column(name = "item")
        @Nullable
        Map<String, Integer> scores = new HashMap<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "box")
        @Nullable
        List<Line> lines = new ArrayList<>();

        Box() {}

        @Override
        public String toString() {
            return String.valueOf(id);
        }

        @Nullable
        Object get(Role role) {
            return switch (role) {
                case TAGS -> tags;
                case BAG -> bag;
                case ORDERED -> ordered;
                case NAMED -> named;
                case RELATED -> related;
                case FANS -> fans;
                case NOTES -> notes;
                case EXTRAS -> extras;
                case LABELS -> labels;
                case WORDS -> words;
                case PLACES -> places;
                case SCORES -> scores;
                case LINES -> lines;
            };
        }

        @SuppressWarnings("unchecked") // as the role says
        void set(Role role, @Nullable Object value) {
            switch (role) {
                case TAGS -> tags = (Set<Tag>) value;
                case BAG -> bag = (List<Tag>) value;
                case ORDERED -> ordered = (List<Tag>) value;
                case NAMED -> named = (Map<String, Tag>) value;
                case RELATED -> related = (Set<Box>) value;
                case FANS -> fans = (Set<Fan>) value;
                case NOTES -> notes = (List<Note>) value;
                case EXTRAS -> extras = (List<Extra>) value;
                case LABELS -> labels = (Set<String>) value;
                case WORDS -> words = (List<String>) value;
                case PLACES -> places = (List<Place>) value;
                case SCORES -> scores = (Map<String, Integer>) value;
                case LINES -> lines = (List<Line>) value;
            }
        }
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        String name;

        Tag() {}

        Tag(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Entity(name = "Fan")
    static class Fan {
        @Id
        String name;

        @ManyToMany(mappedBy = "fans")
        Set<Box> boxes = new HashSet<>();

        Fan() {}

        Fan(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Gets its identifier from the row. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }

    @Entity(name = "Extra")
    static class Extra {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @SequenceGenerator(allocationSize = 1)
        @Nullable
        Long id;

        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @SequenceGenerator(allocationSize = 1)
        @Nullable
        Long id;

        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }

    /** Has nothing to do with boxes. */
    @Entity(name = "Other")
    static class Other {
        @Id
        @Nullable
        Long id;
    }

    /** Has no {@code equals}. */
    @Embeddable
    static class Place {
        String town;
        int zip;

        Place() {}

        Place(String town, int zip) {
            this.town = town;
            this.zip = zip;
        }

        void moveTo(String otherTown) {
            town = otherTown;
        }

        @Override
        public String toString() {
            return town + zip;
        }
    }
}
