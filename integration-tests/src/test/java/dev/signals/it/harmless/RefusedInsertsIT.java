package dev.signals.it.harmless;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrePersist;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The cascade of a flush fails at a new entity that cannot be inserted. What the flush would delete behind that place is not loaded for
 * the sake of receivers. If a callback sets what is missing, the flush does not fail, and receivers hear of everything before it.
 */
@OnEveryDatabase
class RefusedInsertsIT {

    private final SameWork same;

    RefusedInsertsIT(Database database) {
        same = SameWork.of(
                database,
                Map.of(SignalSettings.STRICT, "true"),
                Parent.class,
                Child.class,
                Toy.class,
                Coded.class,
                Titled.class,
                Helped.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void anIdentifierIsMissing() {
        compare("missing", parent -> parent.coded.add(new Coded(null)));
        compare("there", parent -> parent.coded.add(new Coded("code" + parent.id)));
    }

    @Test
    void aMandatoryValueIsMissing() {
        compare("missing", parent -> parent.titled.add(new Titled(null)));
        compare("there", parent -> parent.titled.add(new Titled("title")));
    }

    @Test
    void aCallbackSetsWhatIsMissing() {
        compare("both", parent -> parent.helped.add(new Helped()));
    }

    private void compare(String name, Consumer<Parent> attach) {
        same.compare(name, factory -> {
            long before = factory.count("Toy");
            Parent first = new Parent();
            Parent second = new Parent();
            second.children.add(new Child());
            factory.inTransaction(session -> List.of(first, second).forEach(session::persist));
            factory.inTransaction(session -> {
                attach.accept(session.find(Parent.class, first.id));
                session.find(Parent.class, second.id).children.clear();
            });
            return factory.count("Toy") - before;
        });
    }

    private static long ids;

    @Entity(name = "Parent")
    static class Parent {
        @Id
        long id = ++ids;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "parent")
        List<Child> children = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "parent")
        List<Coded> coded = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "parent")
        List<Titled> titled = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "parent")
        List<Helped> helped = new ArrayList<>();
    }

    @Entity(name = "Child")
    static class Child {
        @Id
        long id = ++ids;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "child")
        List<Toy> toys = new ArrayList<>(List.of(new Toy()));
    }

    @Entity(name = "Toy")
    static class Toy {
        @Id
        long id = ++ids;
    }

    @Entity(name = "Coded")
    static class Coded {
        @Id
        @Nullable
        String code;

        Coded() {}

        Coded(@Nullable String code) {
            this.code = code;
        }
    }

    @Entity(name = "Titled")
    static class Titled {
        @Id
        long id = ++ids;

        @Column(nullable = false)
        @Nullable
        String title;

        Titled() {}

        Titled(@Nullable String title) {
            this.title = title;
        }
    }

    @Entity(name = "Helped")
    static class Helped {
        @Id
        @Nullable
        String code;

        @Column(nullable = false)
        @Nullable
        String title;

        @PrePersist
        void complete() {
            code = "helped" + ++ids;
            title = "title";
        }
    }
}
