package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the tests of this package write about. */
final class News {

    static final Class<?>[] ENTITIES = {Article.class, Author.class};

    private News() {}

    @Embeddable
    static class Address {
        @Nullable
        String city;

        @Nullable
        String street;
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String title;
        String slug;
        int views;

        @Nullable
        Long comments;

        @Nullable
        Address address;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Author author;

        static Article of(String title) {
            Article article = new Article();
            article.title = title;
            article.slug = "s";
            return article;
        }
    }

    /** A row that is there when a test begins. */
    static Article saved(TestFactory factory, String title) {
        return factory.saved(Article.of(title));
    }

    /** The values of the one row of an article, as text. */
    static String row(TestFactory factory, String columns) {
        return String.valueOf(
                factory.sql("select " + String.join(" || ', ' || ", List.of(columns.split(", "))) + " from Article"));
    }

    /** By a flush, since the dirty check of Hibernate 7.0 stumbles over references. */
    static void assertNothingToFlush(TestFactory factory, Session session) {
        factory.statements().clear();
        session.flush();
        assertThat(factory.statements().writes()).isEmpty();
    }
}
