package dev.signals.it.removal;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;

/** The entities of these tests: articles with comments, and what refers to them. */
final class Press {

    static final Class<?>[] ENTITIES = {
        Author.class,
        Article.class,
        Comment.class,
        Report.class,
        Visit.class,
        Folder.class,
        Node.class,
        Story.class,
        Tag.class,
        Medium.class,
        Photo.class,
        Album.class,
        Seat.class,
        Ticket.class,
        Draft.class,
        Remark.class,
        Audit.class
    };

    private Press() {}

    @Entity(name = "Author")
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        String name;
        int losses;

        Author() {}

        Author(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }

        public void lose(int articles) {
            losses += articles;
        }
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        String title;
        int views;

        @Version
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        @OneToMany(mappedBy = "article", cascade = CascadeType.ALL)
        List<Comment> comments = new ArrayList<>();

        Article() {}

        public Author getAuthor() {
            return author;
        }

        Article(String title, int views, String... comments) {
            this.title = title;
            this.views = views;
            for (String text : comments) {
                Comment comment = new Comment();
                comment.text = text;
                comment.article = this;
                this.comments.add(comment);
            }
        }
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Article article;

        @ManyToOne(fetch = FetchType.LAZY)
        Comment replyTo;
    }

    @Entity(name = "Report")
    static class Report {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Comment comment;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.CASCADE)
        Visit visit;
    }

    /** Takes nothing along. */
    @Entity(name = "Visit")
    static class Visit {
        @Id
        @GeneratedValue
        Long id;

        int seconds;

        Visit() {}

        Visit(int seconds) {
            this.seconds = seconds;
        }
    }

    /** Refers to its own kind without a cascade. */
    @Entity(name = "Folder")
    static class Folder {
        @Id
        Integer id;

        boolean old = true;

        @ManyToOne(fetch = FetchType.LAZY)
        Folder parent;

        Folder() {}

        Folder(int id, Folder parent) {
            this.id = id;
            this.parent = parent;
        }
    }

    /** Cascades to its own kind. */
    @Entity(name = "Node")
    static class Node {
        @Id
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY)
        Node parent;

        @ManyToOne(fetch = FetchType.LAZY)
        Node link;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
        List<Node> children = new ArrayList<>();

        Node() {}

        Node(int id, Node parent) {
            this.id = id;
            this.parent = parent;
            if (parent != null) {
                parent.children.add(this);
            }
        }
    }

    @Entity(name = "Story")
    static class Story {
        @Id
        Integer id;

        @ManyToMany
        List<Tag> tags = new ArrayList<>();
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        Integer id;

        @ManyToMany(mappedBy = "tags")
        List<Story> stories = new ArrayList<>();
    }

    @Entity(name = "Medium")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Medium {
        @Id
        Integer id;

        int size;
    }

    @Entity(name = "Photo")
    static class Photo extends Medium {
        String camera = "c";
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY)
        Photo cover;
    }

    @Embeddable
    static class Place {
        int line;
        int number;

        Place() {}

        Place(int line, int number) {
            this.line = line;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && place.line == line && place.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(line, number);
        }
    }

    @Entity(name = "Seat")
    static class Seat {
        @EmbeddedId
        Place place;

        boolean broken;
    }

    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        Integer id;

        @ManyToOne(fetch = FetchType.LAZY)
        Seat seat;
    }

    @Entity(name = "Draft")
    @SoftDelete
    static class Draft {
        @Id
        Integer id;
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        Integer id;

        @ManyToOne
        Draft draft;
    }

    /** A row that receivers write. */
    @Entity(name = "Audit")
    static class Audit {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Audit() {}

        Audit(String text) {
            this.text = text;
        }
    }
}
