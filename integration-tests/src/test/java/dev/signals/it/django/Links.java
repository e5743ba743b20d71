package dev.signals.it.django;

import dev.signals.it.database.Database;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;

/** Entities that refer to those of {@link Blog}, each in another way. */
final class Links {

    private Links() {}

    static TestFactory factory(Database database) {
        List<Class<?>> entities = new ArrayList<>(List.of(Blog.entities()));
        entities.addAll(List.of(Node.class, Note.class, Label.class, Line.class));
        return TestFactory.of(database, entities.toArray(Class<?>[]::new));
    }

    static void remove(TestFactory factory, Class<?> type, @Nullable Long id) {
        factory.inTransaction(session -> session.remove(session.find(type, id)));
    }

    /** One of a circle of rows. */
    @Entity(name = "Node")
    static class Node {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @OneToOne(cascade = CascadeType.REMOVE)
        @Nullable
        Node next;
    }

    /** Left alone when its tag is deleted. */
    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @ManyToOne
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        @Nullable
        Tag tag;
    }

    /** Deleted by the database with its tag. */
    @Entity(name = "Label")
    static class Label {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        @Nullable
        Tag tag;
    }

    /** Its row is inserted by {@code persist}. */
    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @ManyToOne
        @Nullable
        Tag tag;
    }
}
