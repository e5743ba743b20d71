package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Families.parentOfThree;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Families.IdentityChild;
import dev.signals.it.pitfall.Families.IdentityParent;
import dev.signals.it.pitfall.Families.SequenceChild;
import dev.signals.it.pitfall.Families.SequenceParent;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfall 23: receivers that refuse. */
@OnEveryDatabase
class VetoPitfallsIT {

    private final Database database;

    VetoPitfallsIT(Database database) {
        this.database = database;
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
        parentOfThree(database)
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
                .receivers(VetoPitfallsIT::refuse);
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
}
