package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An embeddable with subclasses has a column that tells which of them it is. HQL writes it with the whole, and not with one of its
 * attributes, which would leave a row that nobody can read if there was none before.
 */
@OnEveryDatabase
class QuietSubclassesIT {

    private final TestFactory factory;

    QuietSubclassesIT(Database database) {
        factory = TestFactory.of(database, Drawing.class, Shape.class, Circle.class);
    }

    @BeforeEach
    void fill() {
        factory.inTransaction(session -> {
            Drawing drawing = new Drawing();
            drawing.id = 1L;
            drawing.shape = new Shape();
            drawing.shape.color = "red";
            session.persist(drawing);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theWholeIsWrittenWithItsSubclass() {
        Circle circle = new Circle();
        circle.color = "blue";
        circle.radius = 3;

        factory.inTransaction(session -> QuietUpdate.of(session, session.find(Drawing.class, 1L))
                .set("shape", circle)
                .execute());

        factory.inTransaction(session -> {
            Shape shape = session.find(Drawing.class, 1L).shape;
            assertThat(shape).isInstanceOf(Circle.class);
            assertThat(shape.color).isEqualTo("blue");
        });
    }

    @Test
    void anAttributeOfItIsRefused() throws IOException {
        Throwable refused = catchThrowable(() -> factory.inTransaction(
                session -> QuietUpdate.of(session, Drawing.class, 1L).set("shape.color", "blue")));

        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        ErrorsPage.assertListed(
                QuietSubclassesIT.class, "quiet-update-in-an-embeddable-with-subclasses", refused.getMessage());
        assertThatThrownBy(() -> factory.inTransaction(session ->
                        QuietUpdate.of(session, session.find(Drawing.class, 1L)).set("shape.radius", 1)))
                .hasMessageContaining("set \"shape\" as a whole");
    }

    @Entity(name = "Drawing")
    static class Drawing {
        @Id
        Long id;

        Shape shape;
    }

    @Embeddable
    @DiscriminatorColumn(name = "kind")
    @DiscriminatorValue("shape")
    static class Shape {
        String color;
    }

    @Embeddable
    @DiscriminatorValue("circle")
    static class Circle extends Shape {
        Integer radius;
    }
}
