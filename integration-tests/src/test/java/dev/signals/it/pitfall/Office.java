package dev.signals.it.pitfall;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Entries.Note;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;

/** Entities of an office: tasks on a board, and forms that may not be left empty. */
final class Office {

    private Office() {}

    static Trial tasks(Database database) {
        return Trial.of(database, Task.class, Board.class, Note.class, Line.class, Code.class)
                .given(session -> {
                    session.persist(new Task("a"));
                    session.persist(new Board("b"));
                });
    }

    static void retitle(Session session) {
        session.find(Task.class, 1L).title = "x";
    }

    static void persistParentWithTwoChildren(Session session) {
        Strict parent = new Strict("seen", session.find(Board.class, "b"), "seen");
        parent.child().slug = "seen";
        parent.child().slug = "seen";
        session.persist(parent);
    }

    static Trial strict(Database database) {
        return Trial.of(database, Strict.class, StrictChild.class, Board.class)
                .given(session -> session.persist(new Board("b")))
                .receivers(signals -> {
                    signals.preSave().connect(Strict.class, event -> {
                        event.instance().slug = "seen";
                        event.instance().board = event.session().find(Board.class, "b");
                        event.instance().place.town = "seen";
                    });
                    signals.preSave().connect(StrictChild.class, event -> event.instance().slug = "seen");
                });
    }

    static long count(ModelEvent<?> event, Class<?> entity) {
        return count(event.session(), entity);
    }

    static long count(Session session, Class<?> entity) {
        return session.createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }

    @Entity(name = "Task")
    static class Task {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String title;
        String remark;

        Task() {}

        Task(String title) {
            this.title = title;
        }
    }

    /** Has no version; other entities' receivers change it. */
    @Entity(name = "Board")
    static class Board {
        @Id
        String name;

        int tasks;

        @ElementCollection
        List<String> log = new ArrayList<>();

        Board() {}

        Board(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Strict")
    static class Strict {
        @Id
        @GeneratedValue
        Long id;

        @Column(nullable = false)
        String slug;

        @ManyToOne(optional = false)
        Board board;

        @Embedded
        StrictPlace place = new StrictPlace();

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
        List<StrictChild> children = new ArrayList<>();

        Strict() {}

        Strict(String slug, Board board, String town) {
            this.slug = slug;
            this.board = board;
            this.place.town = town;
        }

        StrictChild child() {
            StrictChild child = new StrictChild();
            child.parent = this;
            children.add(child);
            return child;
        }
    }

    @Embeddable
    static class StrictPlace {
        @Column(nullable = false)
        String town;
    }

    @Entity(name = "StrictChild")
    static class StrictChild {
        @Id
        @GeneratedValue
        Long id;

        @Column(nullable = false)
        String slug;

        @ManyToOne
        Strict parent;
    }
}
