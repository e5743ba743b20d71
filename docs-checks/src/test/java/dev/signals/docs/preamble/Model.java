package dev.signals.docs.preamble;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.SingularAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The entities of the pages. */
@NullUnmarked
public final class Model {

    private Model() {}

    public enum Status {
        DRAFT,
        PUBLISHED
    }

    @Entity
    public static class Article {
        @Id
        @GeneratedValue
        public Long id;

        public String title;
        public String body;
        public String slug;
        public String category;
        public String cover;
        public String owner;
        public int comments;
        public int views;
        public int publishedIn;
        public boolean shown;
        public Status status;
        public Instant updatedAt;
        public Address address;

        @ManyToOne
        public Author author;

        @ManyToMany
        public Set<Tag> tags = new HashSet<>();

        public Article() {}

        public Article(String title) {
            this.title = title;
        }

        public void setOwner(String owner) {
            this.owner = owner;
        }

        public Long getId() {
            return id;
        }
    }

    /** What the metamodel generator makes. */
    public static final class Article_ {
        public static volatile SingularAttribute<Article, Instant> updatedAt;

        private Article_() {}
    }

    @Embeddable
    public static class Address {
        public String city;
    }

    @Entity
    public static class Author {
        @Id
        @GeneratedValue
        public Long id;

        public String name;

        @OneToMany(mappedBy = "author")
        public List<Article> books = new ArrayList<>();
    }

    @Entity
    public static class Profile {
        @Id
        @GeneratedValue
        public Long id;

        @OneToOne
        public Author author;

        public Profile() {}

        public Profile(Author author) {
            this.author = author;
        }
    }

    @Entity
    public static class Tag {
        @Id
        @GeneratedValue
        public Long id;

        public String name;

        @ManyToMany(mappedBy = "tags")
        public Set<Article> articles = new HashSet<>();
    }

    @Entity
    public static class Comment {
        @Id
        @GeneratedValue
        public Long id;

        @ManyToOne
        private Article article;

        public Article getArticle() {
            return article;
        }
    }

    @Entity
    public static class Person {
        @Id
        @GeneratedValue
        public Long id;

        @ManyToMany
        private Set<Person> friends = new HashSet<>();

        public Set<Person> getFriends() {
            return friends;
        }
    }

    @Entity
    public static class Draft {
        @Id
        @GeneratedValue
        public Long id;
    }

    @Entity
    public static class Upload {
        @Id
        @GeneratedValue
        public Long id;

        public String path;
    }

    @Entity
    @Table(name = "orders")
    public static class Order {
        @Id
        @GeneratedValue
        public Long id;
    }

    @Entity
    public static class Invoice {
        @Id
        @GeneratedValue
        public Long id;

        public Object orderId;

        public Invoice() {}

        public Invoice(Object orderId) {
            this.orderId = orderId;
        }
    }

    @Entity
    public static class Book {
        @Id
        @GeneratedValue
        public Long id;

        public String title;
    }

    /** What another service gets. */
    public record ArticleEvent(Object id, Object title) {}

    /** Receivers of some application. */
    public static class SlugReceivers {}
}
