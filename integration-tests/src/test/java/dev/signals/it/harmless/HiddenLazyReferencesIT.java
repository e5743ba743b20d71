package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.annotations.LazyGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A receiver of a new entity flushes, and a managed entity refers to the new one by an attribute that nobody has read. In an
 * enhanced entity a reference by another column than the key is read from the row only when it is asked for.
 */
class HiddenLazyReferencesIT {

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id = 1;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        @JoinColumn(referencedColumnName = "code")
        @Nullable
        Room room;

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
        @JoinColumn(referencedColumnName = "code")
        @LazyGroup("other")
        @Nullable
        Room other;

        @Basic(fetch = FetchType.LAZY)
        @LazyGroup("text")
        String text = "t";

        String name = "n";
    }

    @Entity(name = "Room")
    static class Room implements Serializable {
        private static final long serialVersionUID = 1;

        @Id
        long id;

        @Column(unique = true)
        String code;

        Room() {}

        Room(long id) {
            this.id = id;
            code = "c" + id;
        }
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Shelf.class, Room.class);

    HiddenLazyReferencesIT() {
        factory.inTransaction(session -> {
            Shelf shelf = new Shelf();
            shelf.room = new Room(1);
            shelf.other = shelf.room;
            session.persist(shelf);
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void onNewRoom(Consumer<PreSave<Room>> receiver) {
        factory.signals().preSave().connect(Room.class, event -> {
            if (event.isNew()) {
                receiver.accept(event);
            }
        });
    }

    private void change(BiConsumer<Session, Shelf> work) {
        factory.inTransaction(session -> work.accept(session, session.find(Shelf.class, 1L)));
    }

    private String row() {
        return factory.fromTransaction(session -> {
            Shelf shelf = session.find(Shelf.class, 1L);
            return shelf.name + " " + shelf.text + " " + (shelf.room == null ? null : shelf.room.id) + " "
                    + (shelf.other == null ? null : shelf.other.id);
        });
    }

    @Test
    void theFlushLeavesTheReferenceOutAndTheNextOneWritesIt() {
        onNewRoom(event -> event.session().flush());

        change((session, shelf) -> shelf.room = new Room(2));

        assertThat(row()).isEqualTo("n t 2 1");
    }

    @Test
    void soDoesAQuery() {
        onNewRoom(event ->
                event.session().createSelectionQuery("from Shelf", Shelf.class).getResultList());

        change((session, shelf) -> shelf.room = new Room(2));

        assertThat(row()).isEqualTo("n t 2 1");
    }

    @Test
    void twoSuchReferencesAreWritten() {
        onNewRoom(event -> event.session().flush());

        change((session, shelf) -> {
            shelf.room = new Room(2);
            shelf.other = new Room(3);
        });

        assertThat(row()).isEqualTo("n t 2 3");
    }

    @Test
    void otherChangesAreWrittenToo() {
        onNewRoom(event -> event.session().flush());

        change((session, shelf) -> {
            shelf.name = "changed";
            shelf.text = "changed";
            shelf.room = new Room(2);
        });

        assertThat(row()).isEqualTo("changed changed 2 1");
    }

    @Test
    void aReferenceThatHasBeenReadIsWrittenToo() {
        onNewRoom(event -> event.session().flush());

        change((session, shelf) -> {
            assertThat(shelf.room).isNotNull();
            shelf.room = new Room(2);
        });

        assertThat(row()).isEqualTo("n t 2 1");
    }

    @Test
    void aReferenceOfAMergedOwnerIsWrittenToo() {
        onNewRoom(event -> event.session().flush());

        factory.inTransaction(session -> {
            Shelf detached = new Shelf();
            detached.name = "merged";
            detached.room = session.find(Room.class, 1L);
            detached.other = detached.room;
            session.merge(detached).room = new Room(2);
        });

        assertThat(row()).isEqualTo("merged t 2 1");
    }

    @Test
    void theReceiverFindsTheReferenceAfterItsFlush() {
        onNewRoom(event -> {
            event.session().flush();
            assertThat(event.session().find(Shelf.class, 1L).room).isSameAs(event.instance());
        });

        change((session, shelf) -> shelf.room = new Room(2));

        assertThat(row()).isEqualTo("n t 2 1");
    }
}
