package dev.signals.it.pitfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Test;

/** Pitfalls 19 to 23: inserts, deletes, veto. */
@OnEveryDatabase
class SaveAndDeletePitfallsIT {

    @Entity(name = "Plain")
    static class Plain {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        @ManyToMany
        List<Code> codes = new ArrayList<>();
    }

    @Entity(name = "Versioned")
    static class Versioned {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String title;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        @ManyToMany
        List<Code> codes = new ArrayList<>();
    }

    @Entity(name = "Code")
    static class Code {
        @Id
        String code;

        String text;

        Code() {}

        Code(String code) {
            this.code = code;
        }
    }

    @Entity(name = "SequenceParent")
    static class SequenceParent {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
        List<SequenceChild> children = new ArrayList<>();

        SequenceParent with(String... texts) {
            for (String text : texts) {
                SequenceChild child = new SequenceChild();
                child.parent = this;
                child.text = text;
                children.add(child);
            }
            return this;
        }
    }

    @Entity(name = "SequenceChild")
    static class SequenceChild {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        String text;

        @ManyToOne
        SequenceParent parent;
    }

    @Entity(name = "IdentityParent")
    static class IdentityParent {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
        List<IdentityChild> children = new ArrayList<>();

        IdentityParent with(String... texts) {
            for (String text : texts) {
                IdentityChild child = new IdentityChild();
                child.parent = this;
                child.text = text;
                children.add(child);
            }
            return this;
        }
    }

    @Entity(name = "IdentityChild")
    static class IdentityChild {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;

        @ManyToOne
        IdentityParent parent;
    }

    @Entity(name = "AssignedParent")
    static class AssignedParent {
        @Id
        Long id = 1L;

        @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
        List<AssignedChild> children = new ArrayList<>();

        AssignedParent with(String... texts) {
            for (String text : texts) {
                AssignedChild child = new AssignedChild();
                child.id = children.size() + 1L;
                child.parent = this;
                child.text = text;
                children.add(child);
            }
            return this;
        }
    }

    @Entity(name = "AssignedChild")
    static class AssignedChild {
        @Id
        Long id;

        String text;

        @ManyToOne
        AssignedParent parent;
    }

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

    SaveAndDeletePitfallsIT(Database database) {
        this.database = database;
    }

    private Trial owners() {
        return Trial.of(database, Plain.class, Versioned.class, Code.class).given(session -> {
            session.persist(new Plain());
            session.persist(new Versioned());
            session.persist(new Code("c"));
        });
    }

    @Test
    void p19_aChangeOfACollectionAloneIsNoSaveOfItsOwnerVersionedOrNot() {
        owners().inTransaction(session -> {
                    session.find(Plain.class, 1L).labels.add("l");
                    session.find(Versioned.class, 1L).labels.add("l");
                    session.flush();
                    session.find(Plain.class, 1L).codes.add(session.find(Code.class, "c"));
                    session.find(Versioned.class, 1L).codes.add(session.find(Code.class, "c"));
                })
                .addsNothing()
                .leaves(
                        "plain id=1 title=null",
                        "plain_labels labels=l plain_id=1",
                        "plain_code codes_code=c plain_id=1",
                        "versioned id=1 title=null version=2",
                        "versioned_labels labels=l versioned_id=1",
                        "versioned_code codes_code=c versioned_id=1",
                        "code code=c text=null")
                .announces();
    }

    @Test
    void p19_aChangeOfACollectionAndAnAttributeIsOneSaveVersionedOrNot() {
        owners().inTransaction(session -> {
                    Plain plain = session.find(Plain.class, 1L);
                    plain.labels.add("l");
                    plain.title = "x";
                    Versioned versioned = session.find(Versioned.class, 1L);
                    versioned.labels.add("l");
                    versioned.title = "x";
                })
                .addsNothing()
                .leaves(
                        "plain id=1 title=x",
                        "plain_labels labels=l plain_id=1",
                        "versioned id=1 title=x version=1",
                        "versioned_labels labels=l versioned_id=1",
                        "code code=c text=null")
                .announces("pre_save Plain", "pre_save Versioned", "post_save Plain", "post_save Versioned");
    }

    @Test
    void p19_aCollectionThatPreSaveChangesIsWrittenWithItsOwnerVersionedOrNot() {
        owners().receivers(signals -> {
                    signals.preSave()
                            .connect(
                                    Plain.class,
                                    event -> event.instance().labels.add("seen"));
                    signals.preSave()
                            .connect(
                                    Versioned.class,
                                    event -> event.instance().labels.add("seen"));
                })
                .inTransaction(
                        session -> {
                            session.find(Plain.class, 1L).title = "x";
                            session.find(Versioned.class, 1L).title = "x";
                        },
                        session -> {
                            Plain plain = session.find(Plain.class, 1L);
                            Versioned versioned = session.find(Versioned.class, 1L);
                            plain.title = "x";
                            plain.labels.add("seen");
                            versioned.title = "x";
                            versioned.labels.add("seen");
                        })
                .addsNothing();
    }

    @Test
    void p20_aPersistedFamilyIsAnnouncedAlikeForEveryKindOfIdentifier() {
        families()
                .inTransaction((session, log) -> {
                    session.persist(new SequenceParent().with("a", "b"));
                    log.add("persisted");
                    session.flush();
                    session.persist(new IdentityParent().with("a", "b"));
                    log.add("persisted");
                    session.flush();
                    session.persist(new AssignedParent().with("a", "b"));
                    log.add("persisted");
                })
                .adds("select sequencechild", "select identitychild", "select assignedchild")
                .announces(
                        "pre_save SequenceParent new",
                        "pre_save SequenceChild new",
                        "pre_save SequenceChild new",
                        "persisted",
                        "post_save SequenceParent created",
                        "#1 with [1, 2], rows 2",
                        "post_save SequenceChild created",
                        "post_save SequenceChild created",
                        "pre_save IdentityParent new",
                        "pre_save IdentityChild new",
                        "pre_save IdentityChild new",
                        "persisted",
                        "post_save IdentityParent created",
                        "#1 with [1, 2], rows 2",
                        "post_save IdentityChild created",
                        "post_save IdentityChild created",
                        "pre_save AssignedParent new",
                        "pre_save AssignedChild new",
                        "pre_save AssignedChild new",
                        "persisted",
                        "post_save AssignedParent created",
                        "#1 with [1, 2], rows 2",
                        "post_save AssignedChild created",
                        "post_save AssignedChild created");
    }

    @Test
    void p20_aMergedFamilyIsAnnouncedAlikeForEveryKindOfIdentifier() {
        families()
                .inTransaction((session, log) -> {
                    session.merge(new SequenceParent().with("a", "b"));
                    log.add("merged");
                    session.flush();
                    session.merge(new IdentityParent().with("a", "b"));
                    log.add("merged");
                    session.flush();
                    session.merge(new AssignedParent().with("a", "b"));
                    log.add("merged");
                })
                .adds("select sequencechild", "select identitychild", "select assignedchild")
                .announces(
                        "pre_save SequenceParent new",
                        "pre_save SequenceChild new",
                        "pre_save SequenceChild new",
                        "merged",
                        "post_save SequenceParent created",
                        "#1 with [1, 2], rows 2",
                        "post_save SequenceChild created",
                        "post_save SequenceChild created",
                        "pre_save IdentityParent new",
                        "pre_save IdentityChild new",
                        "pre_save IdentityChild new",
                        "merged",
                        "post_save IdentityParent created",
                        "#1 with [1, 2], rows 2",
                        "post_save IdentityChild created",
                        "post_save IdentityChild created",
                        "pre_save AssignedParent new",
                        "pre_save AssignedChild new",
                        "pre_save AssignedChild new",
                        "merged",
                        "post_save AssignedParent created",
                        "#1 with [1, 2], rows 2",
                        "post_save AssignedChild created",
                        "post_save AssignedChild created");
    }

    @Test
    void p20_whatReceiversOfAnIdentityRowWriteIsThereOnceAndWhatTheyPersistHasItsIdentifier() {
        families()
                .receivers((signals, log) -> {
                    signals.preSave().connect(IdentityParent.class, event -> log.add("id " + event.id()));
                    signals.postSave().connect(IdentityChild.class, event -> {
                        if (event.created()) {
                            event.instance().text += event.id();
                            event.session().persist(new Code("of " + event.instance().parent.id + "." + event.id()));
                        }
                    });
                })
                .inTransaction(session -> session.persist(new IdentityParent().with("a", "b")))
                .adds("insert code", "insert code", "update identitychild", "update identitychild")
                .leaves(
                        "identityparent id=1",
                        "identitychild id=1 parent_id=1 text=a1",
                        "identitychild id=2 parent_id=1 text=b2",
                        "code code=of 1.1 text=null",
                        "code code=of 1.2 text=null");
    }

    @Test
    void p20_anIdentityRowThatHasToWaitForATransactionIsAnnouncedWhenItIsThere() {
        families()
                .run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.persist(new IdentityParent().with("a"));
                        log.add("persisted");
                        session.beginTransaction();
                        session.getTransaction().commit();
                    }
                })
                .adds("select identitychild")
                .announces(
                        "pre_save IdentityParent new",
                        "pre_save IdentityChild new",
                        "persisted",
                        "post_save IdentityParent created",
                        "#1 with [1], rows 1",
                        "post_save IdentityChild created");
    }

    private Trial families() {
        return Trial.of(
                        database,
                        SequenceParent.class,
                        SequenceChild.class,
                        IdentityParent.class,
                        IdentityChild.class,
                        AssignedParent.class,
                        AssignedChild.class,
                        Code.class)
                .receivers((signals, log) -> {
                    signals.postSave()
                            .connect(
                                    SequenceParent.class,
                                    event -> log.add("#" + event.id() + " with "
                                            + event.instance().children.stream()
                                                    .map(child -> child.id)
                                                    .toList()
                                            + ", rows " + count(event.session(), SequenceChild.class)));
                    signals.postSave()
                            .connect(
                                    IdentityParent.class,
                                    event -> log.add("#" + event.id() + " with "
                                            + event.instance().children.stream()
                                                    .map(child -> child.id)
                                                    .toList()
                                            + ", rows " + count(event.session(), IdentityChild.class)));
                    signals.postSave()
                            .connect(
                                    AssignedParent.class,
                                    event -> log.add("#" + event.id() + " with "
                                            + event.instance().children.stream()
                                                    .map(child -> child.id)
                                                    .toList()
                                            + ", rows " + count(event.session(), AssignedChild.class)));
                });
    }

    private Trial parentOfThree() {
        return Trial.of(database, SequenceParent.class, SequenceChild.class, Code.class)
                .given(session -> {
                    session.persist(new SequenceParent().with("a", "b", "c"));
                    session.persist(new Code("c"));
                });
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
                .announces(
                        "pre_save SequenceParent new",
                        "pre_delete SequenceParent EXPLICIT",
                        "post_save SequenceParent created",
                        "post_delete SequenceParent",
                        "pre_save IdentityParent new",
                        "pre_delete IdentityParent EXPLICIT",
                        "post_save IdentityParent created",
                        "post_delete IdentityParent",
                        "pre_save Code new",
                        "pre_delete Code EXPLICIT",
                        "post_save Code created",
                        "post_delete Code");
    }

    @Test
    void p21_removedAndPersistedAgainIsOnlyAnnouncedAsAboutToBeDeleted() {
        parentOfThree()
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
        parentOfThree()
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
        parentOfThree()
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
        parentOfThree()
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
    void p21_anOrphanThatAReceiverPutsBackStaysAndIsAnnouncedAgainWhenItIsOrphanedAgain() {
        parentOfThree()
                .receivers((signals, log) -> signals.preDelete().connect(SequenceChild.class, event -> {
                    if (log.lines().stream()
                                    .filter(line -> line.startsWith("pre_delete"))
                                    .count()
                            == 1) {
                        event.instance().parent.children.add(0, event.instance());
                    }
                }))
                .run(
                        (factory, log) -> factory.inTransaction(session -> {
                            SequenceParent parent = session.find(SequenceParent.class, 1L);
                            parent.children.remove(0);
                            session.flush();
                            log.add("flushed");
                            parent.children.remove(0);
                        }),
                        (factory, log) -> factory.inTransaction(session ->
                                session.find(SequenceParent.class, 1L).children.remove(0)))
                .addsNothing()
                .announces(
                        "pre_delete SequenceChild ORPHAN",
                        "flushed",
                        "pre_delete SequenceChild ORPHAN",
                        "post_delete SequenceChild");
    }

    @Test
    void p21_theDeletedStateIsThatOfTheRowWhateverIsInMemory() {
        parentOfThree()
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
        parentOfThree()
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
        Result result = parentOfThree()
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
    void p21_aDeletionThatAReceiverUndoesAfterwardsIsADeletionAndASave() {
        parentOfThree()
                .receivers(signals -> signals.postDelete()
                        .connect(Code.class, event -> event.session().persist(event.instance())))
                .inTransaction(session -> session.remove(session.find(Code.class, "c")))
                .adds("insert code")
                .leavesAlso("code code=c text=null")
                .announces(
                        "pre_delete Code EXPLICIT", "post_delete Code", "pre_save Code new", "post_save Code created");
    }

    @Test
    void p21_aRemovedEntityThatIsDetachedIsNotAnnouncedAsDeleted() {
        parentOfThree()
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
        parentOfThree()
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
    void p21_anEntityThatPostSaveRemovesIsSavedAndDeleted() {
        parentOfThree()
                .receivers(signals -> signals.postSave()
                        .connect(Code.class, event -> event.session().remove(event.instance())))
                .inTransaction(session -> session.persist(new Code("new")))
                .adds("delete code")
                .leavesWithout("code code=new text=null")
                .announces(
                        "pre_save Code new", "post_save Code created", "pre_delete Code EXPLICIT", "post_delete Code");
    }

    @Test
    void p21_anEntityThatPreSaveRemovesIsDeletedAndNotUpdated() {
        parentOfThree()
                .receivers(signals -> signals.preSave().connect(Code.class, event -> {
                    if (!event.isNew()) {
                        event.session().remove(event.instance());
                    }
                }))
                .inTransaction(session -> session.find(Code.class, "c").text = "x", session -> {
                    Code code = session.find(Code.class, "c");
                    code.text = "x";
                    session.remove(code);
                })
                .addsNothing()
                .announces("pre_save Code", "pre_delete Code EXPLICIT", "post_delete Code");
    }

    @Test
    void p21_whatPreDeleteChangesInOthersIsWrittenAndInTheDeletedOneIsNot() {
        parentOfThree()
                .receivers(signals -> signals.preDelete().connect(Code.class, event -> {
                    event.instance().text = "gone";
                    event.session().find(SequenceChild.class, 1L).text = "by receiver";
                }))
                .inTransaction(
                        session -> {
                            session.find(SequenceChild.class, 1L);
                            session.remove(session.find(Code.class, "c"));
                        },
                        session -> {
                            session.find(SequenceChild.class, 1L).text = "by receiver";
                            Code code = session.find(Code.class, "c");
                            code.text = "gone";
                            session.remove(code);
                        })
                .addsNothing()
                .announces(
                        "pre_delete Code EXPLICIT",
                        "pre_save SequenceChild",
                        "post_save SequenceChild",
                        "post_delete Code");
    }

    @Test
    void p22_withoutADeleteReceiverAReferenceIsRemovedWithoutLoadingIt() {
        parentOfThree()
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
        parentOfThree()
                .inTransaction(
                        session -> session.remove(session.getReference(Code.class, "c")),
                        session -> session.remove(session.find(Code.class, "c")))
                .addsNothing()
                .announces("pre_delete Code EXPLICIT", "post_delete Code");
    }

    @Test
    void p23_aRefusedInsertLeavesNothingBehindForEveryKindOfIdentifier() {
        refusing()
                .run(
                        (factory, log) -> {
                            for (Object refused : List.of(
                                    new SequenceParent().with("refused"),
                                    new IdentityParent().with("refused"),
                                    new Code("refused"))) {
                                try (Session session = factory.sessionFactory().openSession()) {
                                    session.beginTransaction();
                                    assertThatThrownBy(() -> session.persist(refused))
                                            .hasMessage("refused");
                                    session.getTransaction().commit();
                                }
                            }
                        },
                        (factory, log) -> {})
                .addsNothing();
    }

    @Test
    void p23_aRefusedUpdateLeavesTheRowAndIsNotTriedAgain() {
        refusing()
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Code.class, "c").text = "refused";
                                assertThatThrownBy(session::flush).hasMessage("refused");
                                session.getTransaction().commit();
                                session.clear();
                                session.beginTransaction();
                                session.find(Code.class, "c").text = "accepted";
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> {
                            factory.inTransaction(session -> session.find(Code.class, "c"));
                            factory.inTransaction(session -> session.find(Code.class, "c").text = "accepted");
                        })
                .addsNothing()
                .announces("pre_save Code", "pre_save Code", "post_save Code");
    }

    @Test
    void p23_aRefusedDeletionLeavesTheRowAndTheEntity() {
        refusing()
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                Code code = session.find(Code.class, "c");
                                assertThatThrownBy(() -> session.remove(code)).hasMessage("refused");
                                log.add("managed " + session.contains(code));
                                session.getTransaction().commit();
                            }
                            factory.inTransaction(session -> session.find(Code.class, "c").text = "accepted");
                        },
                        (factory, log) -> {
                            factory.inTransaction(session -> session.find(Code.class, "c"));
                            factory.inTransaction(session -> session.find(Code.class, "c").text = "accepted");
                        })
                .addsNothing()
                .announces("pre_delete Code EXPLICIT", "managed true", "pre_save Code", "post_save Code");
    }

    @Test
    void p23_aRefusedChildTakesTheWholeCascadeWithIt() {
        parentOfThree()
                .receivers(signals -> {
                    signals.preSave().connect(SequenceChild.class, event -> {
                        if (event.instance().text.equals("refused")) {
                            throw new IllegalStateException("refused");
                        }
                    });
                })
                .run(
                        (factory, log) -> assertThatThrownBy(() -> factory.inTransaction(
                                        session -> session.persist(new SequenceParent().with("x", "refused", "y"))))
                                .hasMessage("refused"),
                        (factory, log) -> {})
                .addsNothing();
    }

    private Trial refusing() {
        return Trial.of(
                        database,
                        SequenceParent.class,
                        SequenceChild.class,
                        IdentityParent.class,
                        IdentityChild.class,
                        Code.class)
                .given(session -> session.persist(new Code("c")))
                .receivers(SaveAndDeletePitfallsIT::refuse);
    }

    private static void refuse(FactorySignals signals) {
        signals.preSave().connect(SequenceParent.class, event -> {
            throw new IllegalStateException("refused");
        });
        signals.preSave().connect(IdentityParent.class, event -> {
            throw new IllegalStateException("refused");
        });
        signals.preSave().connect(Code.class, event -> {
            if ("refused".equals(event.instance().text) || "refused".equals(event.id())) {
                throw new IllegalStateException("refused");
            }
        });
        signals.preDelete().connect(Code.class, event -> {
            throw new IllegalStateException("refused");
        });
    }

    private static long count(Session session, Class<?> entity) {
        return session.createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }
}
