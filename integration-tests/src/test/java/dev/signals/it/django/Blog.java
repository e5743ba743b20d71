package dev.signals.it.django;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/**
 * The domain of the traces, mapped to what it means in Jakarta Persistence. {@code on_delete=CASCADE} is a
 * collection that cascades the removal, {@code SET_NULL} is left to the database, {@code PROTECT} is a
 * foreign key that nothing cascades to. The proxy model FeaturedArticle has no counterpart.
 */
final class Blog {

    private Blog() {}

    /** Every entity of this class. */
    static Class<?>[] entities() {
        return new Class<?>[] {
            Author.class,
            Profile.class,
            Category.class,
            Tag.class,
            Article.class,
            NewsArticle.class,
            Contribution.class,
            Comment.class,
            ReadStat.class,
            Licence.class,
            Page.class,
            Token.class
        };
    }

    @Entity(name = "Author")
    static class Author {
        @Id
        @Key(sequence = "author_key", from = 1)
        @Nullable
        Long id;

        @Nullable
        String name;

        @ManyToMany
        @JoinTable(name = "Author_friends")
        Set<Author> friends = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "Author_follows")
        Set<Author> follows = new HashSet<>();

        @ManyToMany(mappedBy = "follows")
        Set<Author> followers = new HashSet<>();

        @OneToOne(mappedBy = "author", cascade = CascadeType.REMOVE)
        @Nullable
        Profile profile;

        @OneToMany(mappedBy = "author", cascade = CascadeType.REMOVE)
        List<Article> articles = new ArrayList<>();

        @OneToMany(mappedBy = "person", cascade = CascadeType.REMOVE)
        List<Contribution> contributions = new ArrayList<>();

        Author() {}

        Author(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        @Key(sequence = "profile_key", from = 51)
        @Nullable
        Long id;

        @OneToOne(optional = false)
        @Nullable
        Author author;

        String bio = "";

        Profile() {}

        Profile(Author author) {
            this.author = author;
        }
    }

    @Entity(name = "Category")
    static class Category {
        @Id
        @Key(sequence = "category_key", from = 81)
        @Nullable
        Long id;

        @Nullable
        String name;

        Category() {}

        Category(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        @Key(sequence = "tag_key", from = 201)
        @Nullable
        Long id;

        @Column(unique = true)
        @Nullable
        String name;

        @ManyToMany(mappedBy = "tags")
        Set<Article> articles = new HashSet<>();

        Tag() {}

        Tag(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Article")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Article {
        @Id
        @Key(sequence = "article_key", from = 101)
        @Nullable
        Long id;

        @Nullable
        String title;

        String status = "draft";

        @Column(unique = true)
        @Nullable
        String slug;

        @ManyToOne
        @Nullable
        Author author;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.SET_NULL)
        @Nullable
        Category category;

        @ManyToMany
        @JoinTable(name = "Article_tags")
        Set<Tag> tags = new HashSet<>();

        @OneToMany(mappedBy = "article", cascade = CascadeType.REMOVE)
        List<Contribution> contributions = new ArrayList<>();

        @OneToMany(mappedBy = "article", cascade = CascadeType.REMOVE)
        List<Comment> comments = new ArrayList<>();

        @OneToMany(mappedBy = "article", cascade = CascadeType.REMOVE)
        List<ReadStat> readStats = new ArrayList<>();

        Article() {}

        Article(String title) {
            this.title = title;
        }

        Article(long id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    @Entity(name = "NewsArticle")
    static class NewsArticle extends Article {
        String agency = "";

        NewsArticle() {}

        NewsArticle(String title) {
            super(title);
        }
    }

    /** The link from articles to contributors, an entity of its own. */
    @Entity(name = "Contribution")
    static class Contribution {
        @Id
        @Key(sequence = "contribution_key", from = 601)
        @Nullable
        Long id;

        @ManyToOne(optional = false)
        @Nullable
        Article article;

        @ManyToOne(optional = false)
        @Nullable
        Author person;

        String role = "editor";

        Contribution() {}

        Contribution(Article article, Author person) {
            this.article = article;
            this.person = person;
        }
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @Key(sequence = "comment_key", from = 301)
        @Nullable
        Long id;

        @ManyToOne(optional = false)
        @Nullable
        Article article;

        @Nullable
        String text;

        Comment() {}

        Comment(Article article, String text) {
            this.article = article;
            this.text = text;
        }
    }

    @Entity(name = "ReadStat")
    static class ReadStat {
        @Id
        @Key(sequence = "readstat_key", from = 401)
        @Nullable
        Long id;

        @ManyToOne(optional = false)
        @Nullable
        Article article;
    }

    @Entity(name = "Licence")
    static class Licence {
        @Id
        @Key(sequence = "licence_key", from = 501)
        @Nullable
        Long id;

        @ManyToOne(optional = false)
        @Nullable
        Article article;

        Licence() {}

        Licence(Article article) {
            this.article = article;
        }
    }

    @MappedSuperclass
    abstract static class Dated {
        @Column(name = "made_in")
        int year = 2020;
    }

    @Entity(name = "Page")
    static class Page extends Dated {
        @Id
        @Key(sequence = "page_key", from = 701)
        @Nullable
        Long id;

        @Nullable
        String title;

        Page() {}

        Page(String title) {
            this.title = title;
        }
    }

    @Entity(name = "Token")
    static class Token {
        @Id
        UUID id = UUID.randomUUID();

        @Nullable
        String label;

        Token() {}

        Token(String label) {
            this.label = label;
        }
    }
}
