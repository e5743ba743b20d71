package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.PreRemove;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
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

        static boolean loadedBefore;

        @PreRemove
        void remember() {
            loadedBefore = Hibernate.isInitialized(on);
        }
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        long id;
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
}
