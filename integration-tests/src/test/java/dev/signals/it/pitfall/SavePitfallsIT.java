package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Families.count;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Families.IdentityChild;
import dev.signals.it.pitfall.Families.IdentityParent;
import dev.signals.it.pitfall.Families.SequenceChild;
import dev.signals.it.pitfall.Families.SequenceParent;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfalls 19 and 20: what is a save, for every kind of identifier. */
@OnEveryDatabase
class SavePitfallsIT {

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

    private final Database database;

    SavePitfallsIT(Database database) {
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
}
