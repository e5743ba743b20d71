package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Families.count;
import static dev.signals.it.pitfall.Families.parentOfThree;
import static dev.signals.it.support.TestedHibernate.hasQueueOf7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Families.IdentityChild;
import dev.signals.it.pitfall.Families.IdentityParent;
import dev.signals.it.pitfall.Families.SequenceChild;
import dev.signals.it.pitfall.Families.SequenceParent;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Test;

/** Pitfalls 21 and 22: what is a deletion, and what it loads. */
@OnEveryDatabase
class DeletePitfallsIT {

    /** The database deletes its parts. */
    @Entity(name = "Whole")
    static class Whole {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "whole", cascade = CascadeType.PERSIST)
        @OnDelete(action = OnDeleteAction.CASCADE)
        List<Part> parts = new ArrayList<>();

        @OneToMany(mappedBy = "whole", cascade = CascadeType.ALL)
        @OnDelete(action = OnDeleteAction.CASCADE)
        List<Piece> pieces = new ArrayList<>();
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        Whole whole;
    }

    /** The database deletes it, but Hibernate cascades to it too. */
    @Entity(name = "Piece")
    static class Piece {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.CASCADE)
        Whole whole;
    }

    @Entity(name = "Soft")
    @SoftDelete
    static class Soft {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    private final Database database;

    DeletePitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p21_rowsThatTheDatabaseDeletesByItselfAreNotAnnouncedAndOnesThatHibernateCascadesToAre() {
        Trial.of(database, Whole.class, Part.class, Piece.class)
                .given(session -> {
                    Whole whole = new Whole();
                    Part part = new Part();
                    part.whole = whole;
                    whole.parts.add(part);
                    Piece piece = new Piece();
                    piece.whole = whole;
                    whole.pieces.add(piece);
                    session.persist(whole);
                })
                .inTransaction(session -> session.remove(session.find(Whole.class, 1L)))
                .addsNothing()
                .leaves()
                .announces(
                        "pre_delete Piece CASCADE",
                        "pre_delete Whole EXPLICIT",
                        "post_delete Piece",
                        "post_delete Whole");
    }

    @Test
    void p21_persistedAndRemovedBeforeTheFlushIsASaveAndADeletionForEveryKindOfIdentifier() {
        Trial.of(
                        database,
                        SequenceParent.class,
                        SequenceChild.class,
                        IdentityParent.class,
                        IdentityChild.class,
                        Code.class)
                .inTransaction(session -> {
                    for (Object made : List.of(new SequenceParent(), new IdentityParent(), new Code("c"))) {
                        session.persist(made);
                        session.remove(made);
                        session.flush();
                    }
                })
                .addsNothing()
                .leaves()
                .announces(Stream.of(
                                saveAndDeletion("SequenceParent", hasQueueOf7()),
                                saveAndDeletion("IdentityParent", true),
                                saveAndDeletion("Code", hasQueueOf7()))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    /** With the new flush queue of Hibernate 8.0 nothing is written, unless for the sake of an identifier. */
    private static List<String> saveAndDeletion(String entity, boolean isWritten) {
        List<String> announced = List.of("pre_save " + entity + " new", "pre_delete " + entity + " EXPLICIT");
        List<String> written = List.of("post_save " + entity + " created", "post_delete " + entity);
        return isWritten ? Stream.concat(announced.stream(), written.stream()).toList() : announced;
    }

    @Test
    void p21_removedAndPersistedAgainIsOnlyAnnouncedAsAboutToBeDeleted() {
        parentOfThree(database)
                .inTransaction(session -> {
                    Code code = session.find(Code.class, "c");
                    session.remove(code);
                    session.persist(code);
                })
                .addsNothing()
                .announces("pre_delete Code EXPLICIT");
    }

    @Test
    void p21_removedPersistedAndRemovedAgainIsOneDeletion() {
        parentOfThree(database)
                .inTransaction(session -> {
                    Code code = session.find(Code.class, "c");
                    session.remove(code);
                    session.persist(code);
                    session.remove(code);
                    session.remove(code);
                })
                .addsNothing()
                .announces("pre_delete Code EXPLICIT", "pre_delete Code EXPLICIT", "post_delete Code");
    }

    @Test
    void p21_anEntityReplacedByANewOneWithItsIdentifierIsADeletionAndASave() {
        parentOfThree(database)
                .receivers(signals ->
                        signals.postDelete().connect(Code.class, event -> count(event.session(), Code.class)))
                .inTransaction((session, log) -> {
                    session.remove(session.find(Code.class, "c"));
                    session.persist(new Code("c"));
                    log.add("persisted");
                })
                .adds("select code")
                .announces(
                        "pre_delete Code EXPLICIT",
                        "pre_save Code new",
                        "post_delete Code",
                        "persisted",
                        "post_save Code created");
    }

    @Test
    void p21_explicitCascadedAndOrphanedDeletionsAreToldApart() {
        parentOfThree(database)
                .inTransaction(session -> {
                    SequenceParent parent = session.find(SequenceParent.class, 1L);
                    parent.children.remove(1);
                    session.flush();
                    session.remove(session.find(Code.class, "c"));
                    session.remove(parent);
                })
                .addsNothing()
                .leaves()
                .announces(
                        "pre_delete SequenceChild ORPHAN",
                        "post_delete SequenceChild",
                        "pre_delete Code EXPLICIT",
                        "pre_delete SequenceChild CASCADE",
                        "pre_delete SequenceChild CASCADE",
                        "pre_delete SequenceParent EXPLICIT",
                        "post_delete Code",
                        "post_delete SequenceChild",
                        "post_delete SequenceChild",
                        "post_delete SequenceParent");
    }

    @Test
    void p21_theDeletedStateIsThatOfTheRowWhateverIsInMemory() {
        parentOfThree(database)
                .receivers((signals, log) -> signals.postDelete()
                        .connect(
                                SequenceChild.class,
                                event -> log.add(event.instance().text + ", row "
                                        + event.deletedState().get("text"))))
                .inTransaction(session -> {
                    SequenceChild child = session.find(SequenceChild.class, 1L);
                    child.text = "in memory";
                    session.remove(child);
                })
                .addsNothing()
                .announces("pre_delete SequenceChild EXPLICIT", "post_delete SequenceChild", "in memory, row a");
    }

    @Test
    void p21_aChildRemovedBeforeItsParentIsNotAnnouncedTwice() {
        parentOfThree(database)
                .inTransaction(session -> {
                    session.remove(session.find(SequenceChild.class, 2L));
                    session.remove(session.find(SequenceParent.class, 1L));
                })
                .addsNothing()
                .leaves("code code=c text=null")
                .announces(
                        "pre_delete SequenceChild EXPLICIT",
                        "pre_delete SequenceChild CASCADE",
                        "pre_delete SequenceChild CASCADE",
                        "pre_delete SequenceParent EXPLICIT",
                        "post_delete SequenceChild",
                        "post_delete SequenceChild",
                        "post_delete SequenceChild",
                        "post_delete SequenceParent");
    }

    @Test
    void p21_aChildThatMovesToAnotherParentIsNotAnnouncedAsDeleted() {
        Result result = parentOfThree(database)
                .inTransaction(session -> {
                    SequenceParent parent = session.find(SequenceParent.class, 1L);
                    SequenceParent other = new SequenceParent();
                    session.persist(other);
                    SequenceChild child = parent.children.remove(0);
                    child.parent = other;
                    other.children.add(child);
                })
                .addsNothing();

        assertThat(result.events()).doesNotContain("post_delete SequenceChild").contains("post_save SequenceChild");
    }

    @Test
    void p21_aRemovedEntityThatIsDetachedIsNotAnnouncedAsDeleted() {
        parentOfThree(database)
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        Code code = session.find(Code.class, "c");
                        session.remove(code);
                        session.detach(code);
                        session.createSelectionQuery("from SequenceParent", SequenceParent.class)
                                .getResultList();
                        session.getTransaction().rollback();
                    }
                })
                .addsNothing()
                .announces("pre_delete Code EXPLICIT");
    }

    @Test
    void p21_aSoftDeletionLooksLikeADeletionAndTheRowStays() {
        Trial.of(database, Soft.class)
                .given(session -> session.persist(new Soft()))
                .inTransaction(session -> session.remove(session.find(Soft.class, 1L)))
                .addsNothing()
                .leaves("soft deleted=true id=1 text=null")
                .announces("pre_delete Soft EXPLICIT", "post_delete Soft");
    }

    @Test
    void p21_whatTheProgramDidInAnotherOrderIsAnnouncedInTheOrderOfTheWrites() {
        parentOfThree(database)
                .inTransaction(session -> {
                    session.remove(session.find(Code.class, "c"));
                    session.find(SequenceChild.class, 1L).text = "x";
                    session.persist(new Code("new"));
                })
                .addsNothing()
                .announces(
                        "pre_delete Code EXPLICIT",
                        "pre_save Code new",
                        "pre_save SequenceChild",
                        "post_save Code created",
                        "post_save SequenceChild",
                        "post_delete Code");
    }

    @Test
    void p22_withoutADeleteReceiverAReferenceIsRemovedWithoutLoadingIt() {
        parentOfThree(database)
                .withoutLog()
                .receivers(signals -> {
                    signals.preSave().connect(event -> {});
                    signals.postSave().connect(event -> {});
                })
                .inTransaction(session -> session.remove(session.getReference(Code.class, "c")))
                .addsNothing();
    }

    @Test
    void p22_withADeleteReceiverAReferenceIsLoadedOnce() {
        parentOfThree(database)
                .inTransaction(
                        session -> session.remove(session.getReference(Code.class, "c")),
                        session -> session.remove(session.find(Code.class, "c")))
                .addsNothing()
                .announces("pre_delete Code EXPLICIT", "post_delete Code");
    }
}
