package dev.signals.it.collection;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.annotations.SortNatural;
import org.jspecify.annotations.Nullable;

/** Entities with a collection of each kind. */
final class Magazine {

    private Magazine() {}

    static Class<?>[] entities() {
        return new Class<?>[] {Article.class, Tag.class, Author.class, Note.class, Line.class, Cover.class};
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Nullable
        String title;

        @ManyToMany
        @Nullable
        Set<Tag> tags = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "article_bag")
        @Nullable
        List<Tag> bag = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "article_ordered")
        @OrderColumn
        @Nullable
        List<Tag> ordered = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "article_sorted")
        @SortNatural
        SortedSet<Tag> sorted = new TreeSet<>();

        @ManyToMany
        @JoinTable(name = "article_named")
        Map<String, Tag> named = new HashMap<>();

        @ManyToMany
        @JoinTable(name = "article_ranked")
        @OrderColumn
        Tag @Nullable [] ranked;

        @ManyToMany
        @JoinTable(name = "article_author")
        Set<Author> authors = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "article_related")
        Set<Article> related = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(name = "article_notes")
        List<Note> notes = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "article_id")
        List<Line> lines = new ArrayList<>();

        @OneToMany(mappedBy = "article", cascade = CascadeType.ALL)
        List<Cover> covers = new ArrayList<>();

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @ElementCollection
        List<Place> places = new ArrayList<>();

        @ElementCollection
        Map<Tag, Integer> ratings = new HashMap<>();

        @Embedded
        Details details = new Details();

        Article() {}

        Article(Tag... tags) {
            this.tags.addAll(List.of(tags));
        }
    }

    @Embeddable
    static class Details {
        @ManyToMany
        @JoinTable(name = "article_topics")
        Set<Tag> topics = new HashSet<>();
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

    @Entity(name = "Tag")
    static class Tag implements Comparable<Tag> {
        @Id
        String name;

        Tag() {}

        Tag(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Tag tag && name.equals(tag.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public int compareTo(Tag other) {
            return name.compareTo(other.name);
        }
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        String name;

        @ManyToMany(mappedBy = "authors")
        Set<Article> articles = new HashSet<>();

        Author() {}

        Author(String name) {
            this.name = name;
        }
    }

    /** Gets its identifier from the row. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Article article;
    }
}
