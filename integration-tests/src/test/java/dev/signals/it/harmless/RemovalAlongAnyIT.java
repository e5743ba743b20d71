package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminator;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Cascade;
import org.junit.jupiter.api.Test;

/** {@code @Any} with {@code @Cascade}, which Hibernate has up to 7.4; from 8.0 on the annotation has cascades itself. */
@OnEveryDatabase
@SuppressWarnings("removal")
class RemovalAlongAnyIT {

    private final Database database;

    RemovalAlongAnyIT(Database database) {
        this.database = database;
    }

    @Entity(name = "Label")
    static class Label {
        @Id
        long id;

        @Any(fetch = FetchType.LAZY)
        @AnyDiscriminator(DiscriminatorType.STRING)
        @AnyDiscriminatorValue(discriminator = "B", entity = Box.class)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "on_type")
        @JoinColumn(name = "on_id")
        @Cascade(org.hibernate.annotations.CascadeType.ALL)
        Object on;

        String text = "t";

        static boolean loadedBefore;

        static Label on(Object target) {
            Label label = new Label();
            label.id = 1;
            label.on = target;
            return label;
        }

        String text() {
            return text;
        }

        @PreRemove
        void remember() {
            loadedBefore = Hibernate.isInitialized(on);
        }
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        long id;

        /** Hibernate does not delete an entity with a callback by its reference alone. */
        @PreRemove
        void removed() {}
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id = 1;

        @OneToOne(
                fetch = FetchType.LAZY,
                cascade = {CascadeType.PERSIST, CascadeType.REMOVE},
                orphanRemoval = true)
        Label label;

        static Shelf of(Label label) {
            Shelf shelf = new Shelf();
            shelf.label = label;
            return shelf;
        }

        void clear() {
            label = null;
        }
    }

    @Test
    void whatAnAnyAttributeTakesAlongIsNotLoadedEarlyForReceiversAfterTheDeletion() {
        try (TestFactory factory = TestFactory.of(database, Label.class, Box.class)) {
            List<Object> deleted = new ArrayList<>();
            factory.signals().postDelete().connect(event -> deleted.add(event.id()));
            factory.inTransaction(session -> {
                Box box = new Box();
                box.id = 7;
                Label label = new Label();
                label.id = 1;
                label.on = box;
                session.persist(box);
                session.persist(label);
            });

            factory.inTransaction(session -> session.remove(session.find(Label.class, 1L)));

            assertThat(Label.loadedBefore).isFalse();
            assertThat(deleted).containsExactlyInAnyOrder(1L, 7L);
        }
    }

    /** Hibernate fetches the attribute of an enhanced entity for a cascade only if it is an association to one type. */
    @Test
    void anAnyAttributeThatIsNotFetchedIsNotFollowed() {
        try (SameWork same = SameWork.of(database, Label.class, Box.class, Shelf.class)) {
            compare(same, "read reference", session -> {
                session.createNativeMutationQuery("delete from Shelf").executeUpdate();
                session.remove(read(session.getReference(Label.class, 1L)));
            });
            compare(same, "orphan", session -> {
                read(session.getReference(Label.class, 1L));
                session.find(Shelf.class, 1L).clear();
            });
            compare(same, "found", session -> {
                session.createNativeMutationQuery("delete from Shelf").executeUpdate();
                session.remove(session.find(Label.class, 1L));
            });
            same.assertAll();
        }
    }

    /** With receivers that read nothing of the attribute: to read it is to load it. */
    private static void compare(SameWork same, String name, Consumer<Session> work) {
        same.compare(name, EnumSet.of(Listening.PRE_DELETE), factory -> {
            store(factory);
            factory.inTransaction(work::accept);
            return rows(factory);
        });
    }

    private static Label read(Label label) {
        label.text();
        return label;
    }

    private static void store(TestFactory factory) {
        factory.inTransaction(session -> {
            for (String table : List.of("Shelf", "Label", "Box")) {
                session.createNativeMutationQuery("delete from " + table).executeUpdate();
            }
        });
        factory.inTransaction(session -> session.persist(Shelf.of(Label.on(new Box()))));
    }

    private static List<Long> rows(TestFactory factory) {
        return List.of(factory.count("Label"), factory.count("Box"));
    }
}
