package dev.signals.it.pitfall;

import dev.signals.it.database.Database;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Entries.Note;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Entities of a team: boards with tasks, and trees with leaves that have callbacks. */
final class Team {

    static final Class<?>[] ENTITIES = {
        Task.class, Board.class, TeamBoard.class, Cover.class, Line.class, Note.class, Tree.class, Leaf.class
    };

    private Team() {}

    static Trial boards(Database database) {
        return Trial.of(database, ENTITIES).given(session -> {
            TeamBoard board = new TeamBoard("b");
            board.settings.put("k", "v");
            board.cover = new Cover("red");
            session.persist(board);
            for (String code : List.of("1", "2")) {
                Task task = new Task(code);
                task.board = board;
                task.labels.add("l");
                session.persist(task);
            }
        });
    }

    static void retitle(Session session) {
        session.find(Task.class, "1").setTitle("x");
    }

    @Entity(name = "Task")
    static class Task {
        @Id
        String code;

        private String title;

        @ManyToOne(fetch = FetchType.LAZY)
        Board board;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        Task() {}

        Task(String code) {
            this.code = code;
        }

        String getTitle() {
            return title;
        }

        void setTitle(String title) {
            this.title = title;
        }
    }

    @Entity(name = "Board")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Board {
        @Id
        String name;

        private String text;

        @OneToMany(mappedBy = "board", cascade = CascadeType.PERSIST)
        List<Task> tasks = new ArrayList<>();

        @ElementCollection
        Map<String, String> settings = new HashMap<>();

        @OneToOne(fetch = FetchType.LAZY, cascade = CascadeType.ALL, orphanRemoval = true)
        Cover cover;

        Board() {}

        Board(String name) {
            this.name = name;
        }

        String getText() {
            return text;
        }

        void setText(String text) {
            this.text = text;
        }

        List<Task> getTasks() {
            return tasks;
        }

        Map<String, String> getSettings() {
            return settings;
        }
    }

    @Entity(name = "TeamBoard")
    static class TeamBoard extends Board {
        TeamBoard() {}

        TeamBoard(String name) {
            super(name);
        }
    }

    @Entity(name = "Cover")
    static class Cover {
        @Id
        String color;

        Cover() {}

        Cover(String color) {
            this.color = color;
        }
    }

    /** A merge cascades to its leaves, whose callbacks may do something first. */
    @Entity(name = "Tree")
    static class Tree {
        @Id
        String name;

        @OneToMany(mappedBy = "tree", cascade = CascadeType.ALL)
        List<Leaf> leaves = new ArrayList<>();

        Tree() {}

        Tree(String name) {
            this.name = name;
        }

        @Transient
        Runnable beforeRemove = () -> {};

        @PreRemove
        void callback() {
            beforeRemove.run();
        }

        Tree with(@Nullable String text, String... leaves) {
            for (String leaf : leaves) {
                Leaf made = new Leaf();
                made.name = leaf;
                made.text = text;
                made.tree = this;
                this.leaves.add(made);
            }
            return this;
        }
    }

    @Entity(name = "Leaf")
    static class Leaf {

        /** What callbacks do; static, since the copies that merge makes have only what is mapped. */
        static final ThreadLocal<Consumer<Leaf>> CALLBACK = ThreadLocal.withInitial(() -> leaf -> {});

        @Id
        String name;

        @Nullable
        String text;

        @ManyToOne
        Tree tree;

        @PrePersist
        @PreUpdate
        void callback() {
            CALLBACK.get().accept(this);
        }
    }
}
