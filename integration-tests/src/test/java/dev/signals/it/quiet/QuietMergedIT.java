package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a merge has copied to a managed instance stays pending. An enhanced instance has no record of it: Hibernate only tells it
 * not to trust its record.
 */
class QuietMergedIT {

    @Embeddable
    static class Place {
        String city = "Rome";
        String street = "Corso";
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        long id = 1;

        String title = "old";
        String text = "old";

        @Embedded
        Place place = new Place();
    }

    @Entity(name = "Versioned")
    static class Versioned {
        @Id
        long id = 1;

        @Version
        int version;

        String title = "old";
        String text = "old";
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Note.class, Versioned.class);

    QuietMergedIT() {
        factory.saved(new Note());
        factory.saved(new Versioned());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static Note changed() {
        Note note = new Note();
        note.text = "merged";
        note.place.street = "Via";
        return note;
    }

    private void assertMerged(BiConsumer<Session, Note> work) {
        factory.inTransaction(session -> work.accept(session, changed()));
        Note found = factory.fromTransaction(session -> session.find(Note.class, 1L));
        assertThat(found.title + ", " + found.text).isEqualTo("quiet, merged");
        assertThat(found.place.city + ", " + found.place.street).isEqualTo("Rome, Via");
    }

    private static void setTitle(Session session, Object instance) {
        QuietUpdate.of(session, instance).set("title", "quiet").execute();
    }

    @Test
    void itIsWrittenAfterAnUpdateOfAnotherAttribute() {
        assertMerged((session, changed) -> setTitle(session, session.merge(changed)));
    }

    @Test
    void soItIsIfTheInstanceWasLoadedBefore() {
        assertMerged((session, changed) -> {
            Note loaded = session.find(Note.class, 1L);
            session.merge(changed);
            setTitle(session, loaded);
        });
    }

    @Test
    void soItIsIfAReferenceIsGiven() {
        assertMerged((session, changed) -> {
            Note reference = session.getReference(Note.class, 1L);
            session.merge(changed);
            setTitle(session, reference);
        });
    }

    @Test
    void soItIsIfTheIdentifierIsGiven() {
        assertMerged((session, changed) -> {
            session.merge(changed);
            QuietUpdate.of(session, Note.class, 1L).set("title", "quiet").execute();
        });
    }

    @Test
    void soItIsAfterAnUpdateInPreSave() {
        factory.signals().preSave().connect(Note.class, event -> setTitle(event.session(), event.instance()));

        assertMerged(Session::merge);
    }

    @Test
    void soItIsAfterAnUpdateOfAPartOfTheSameEmbeddable() {
        factory.inTransaction(session -> QuietUpdate.of(session, session.merge(changed()))
                .set("place.city", "Roma")
                .execute());

        Note found = factory.fromTransaction(session -> session.find(Note.class, 1L));
        assertThat(found.text + ", " + found.place.city + ", " + found.place.street)
                .isEqualTo("merged, Roma, Via");
    }

    @Test
    void soItIsWithAVersion() {
        Versioned changed = new Versioned();
        changed.text = "merged";

        factory.inTransaction(session -> setTitle(session, session.merge(changed)));

        assertVersioned("quiet, merged, 1");
    }

    @Test
    void soItIsAfterTheVersionWasChecked() {
        Versioned changed = new Versioned();
        changed.text = "merged";

        factory.inTransaction(session -> QuietUpdate.of(session, session.merge(changed))
                .set("title", "quiet")
                .withVersionCheck()
                .execute());

        assertVersioned("quiet, merged, 2");
    }

    private void assertVersioned(String expected) {
        Versioned found = factory.fromTransaction(session -> session.find(Versioned.class, 1L));
        assertThat(found.title + ", " + found.text + ", " + found.version).isEqualTo(expected);
    }

    @Test
    void aChangeOfAnInstanceThatWasWrittenSinceTheMergeIsWrittenToo() {
        assertMerged((session, changed) -> {
            Note merged = session.merge(changed);
            session.flush();
            merged.text = "later";
            setTitle(session, merged);
            merged.text = "merged";
        });
    }
}
