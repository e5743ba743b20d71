package dev.signals.it.harmless;

import static dev.signals.it.support.TestedHibernate.isBefore72;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.Targets.Kind;
import dev.signals.it.harmless.Targets.Target;
import dev.signals.it.harmless.Traces.Leaf;
import dev.signals.it.harmless.Traces.Trace;
import dev.signals.it.harmless.Traces.Tree;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.TransientPropertyValueException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A receiver of PRE_SAVE may persist a row that refers to the new entity, whether that is saved by {@code persist} or by {@code merge},
 * which gives its copy an identifier before receivers are called.
 */
@OnEveryDatabase
class MergedReferencesIT {

    /** How an entity is saved. */
    private enum Saving {
        PERSIST {
            @Override
            <T> T save(Session session, T target) {
                session.persist(target);
                return target;
            }
        },
        MERGE {
            @Override
            <T> T save(Session session, T target) {
                return session.merge(target);
            }
        };

        abstract <T> T save(Session session, T target);
    }

    private final TestFactory factory;

    MergedReferencesIT(Database database) {
        factory = TestFactory.of(database, settings(), Targets.entities());
    }

    /** Hibernate 7.0 and 7.1 insert the row of a table generator twice, the second time in vain. */
    private static Map<String, ?> settings() {
        return isBefore72() ? Map.of("hibernate.hbm2ddl.halt_on_error", "false") : Map.of();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverPersistsAReference(Kind kind) {
        for (Saving saving : Saving.values()) {
            Target saved = save(kind, saving, event -> event.session().persist(Trace.of(event.instance())));

            assertThat(traced(kind)).as(saving.toString()).containsExactly(saved.id());
            clear();
        }
    }

    /** Hibernate does not wait for the referenced entity, see the next test for when it is there. */
    @ParameterizedTest
    @EnumSource
    void aReferenceThatMustNotBeNullIsRefusedForBothAlike(Kind kind) {
        if (kind.hasStrictTrace()) {
            for (Saving saving : Saving.values()) {
                assertThatThrownBy(() -> save(
                                kind, saving, event -> event.session().persist(kind.strictTrace(event.instance()))))
                        .as(saving.toString())
                        .hasRootCauseInstanceOf(TransientPropertyValueException.class);
            }
            assertThat(factory.count(kind.type().getSimpleName())).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceThatMustNotBeNullIsPersistedAfterTheFlush(Kind kind) {
        if (kind.hasStrictTrace()) {
            for (Saving saving : Saving.values()) {
                Connection connection = factory.signals()
                        .postSave()
                        .connect(kind.type(), event -> event.session().persist(kind.strictTrace(event.instance())));
                save(kind, saving, event -> {});
                connection.disconnect();
                assertThat(factory.count("Strict" + kind.type().getSimpleName()))
                        .as(saving.toString())
                        .isEqualTo(saving.ordinal() + 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverSetsAReferenceInWhatItHasPersisted(Kind kind) {
        for (Saving saving : Saving.values()) {
            Target saved = save(kind, saving, event -> {
                Trace trace = new Trace();
                event.session().persist(trace);
                Traces.set(trace, event.instance());
            });

            assertThat(traced(kind)).as(saving.toString()).containsExactly(saved.id());
            clear();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEventOfAMergeHasTheIdentifierIfThereIsOne(Kind kind) {
        List<Object> ids = new ArrayList<>();

        Target saved = save(kind, Saving.MERGE, event -> ids.add(event.id()));

        if (kind.isKnownAtMerge()) {
            assertThat(ids).containsExactly(saved.id());
        } else {
            assertThat(ids).containsExactly((Object) null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAReceiverSetsInTheCopyIsSaved(Kind kind) {
        for (Saving saving : Saving.values()) {
            Target saved = save(kind, saving, event -> event.instance().rename("by receiver"));

            assertThat(factory.sessionFactory()
                            .<String>fromSession(session -> session.find(kind.type(), saved.id()).name))
                    .as(saving.toString())
                    .isEqualTo("by receiver");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIdentifierIsBackInItsPlaceAfterAReceiverThatThrows(Kind kind) {
        List<Object> ids = new ArrayList<>();
        List<Target> copies = new ArrayList<>();

        assertThatThrownBy(() -> save(kind, Saving.MERGE, event -> {
                    ids.add(event.id());
                    copies.add(event.instance());
                    throw new UnsupportedOperationException("veto");
                }))
                .hasStackTraceContaining("veto");

        if (kind.isKnownAtMerge()) {
            assertThat(copies).singleElement().extracting(Target::id).isEqualTo(ids.get(0));
        }
        assertThat(factory.count(kind.type().getSimpleName())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theIdentifierIsBackInItsPlaceForOtherReceivers(Kind kind) {
        List<String> saved = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(
                        kind.type(),
                        event -> saved.add(event.id() + " " + event.instance().id()));

        Target copy = save(kind, Saving.MERGE, event -> {});

        assertThat(saved).containsExactly(copy.id() + " " + copy.id());
    }

    @Test
    void receiversOfChildrenPersistReferencesToThem() {
        for (Saving saving : Saving.values()) {
            listened(() -> factory.inTransaction(session -> saving.save(session, Tree.withLeaf())));

            assertThat(count("tree")).as(saving.toString()).isEqualTo(saving.ordinal() + 1);
            assertThat(count("leaf")).as(saving.toString()).isEqualTo(saving.ordinal() + 1);
        }
    }

    @Test
    void receiversOfNewChildrenOfAMergedOldParentPersistReferencesToThem() {
        Tree tree = Tree.withLeaf();
        factory.inTransaction(session -> session.persist(tree));

        listened(() -> factory.inTransaction(session -> {
            tree.grow();
            session.merge(tree);
        }));

        assertThat(count("leaf")).isOne();
        assertThat(factory.count("Leaf")).isEqualTo(2);
    }

    @Test
    void receiversOfNewChildrenOfAManagedParentPersistReferencesToThem() {
        Tree tree = Tree.withLeaf();
        factory.inTransaction(session -> session.persist(tree));

        listened(() -> factory.inTransaction(
                session -> session.find(Tree.class, tree.id).grow()));

        assertThat(count("leaf")).isOne();
    }

    /** Saves an entity that a receiver is called for once before and once after. */
    private Target save(Kind kind, Saving saving, Consumer<PreSave<? extends Target>> receiver) {
        EventLog log = new EventLog();
        Connection before = factory.signals().preSave().connect(kind.type(), event -> {
            log.add(event);
            receiver.accept(event);
        });
        Connection after = factory.signals().postSave().connect(kind.type(), log::add);
        Target saved;
        try {
            saved = factory.fromTransaction(session -> saving.save(session, kind.make()));
        } finally {
            before.disconnect();
            after.disconnect();
        }

        String name = kind.type().getSimpleName();
        assertThat(log.lines())
                .as(saving.toString())
                .containsExactly("pre_save " + name + " new", "post_save " + name + " created");
        return saved;
    }

    private void listened(Runnable work) {
        Connection trees = factory.signals()
                .preSave()
                .connect(Tree.class, event -> event.session().persist(Trace.of(event.instance())));
        Connection leaves = factory.signals()
                .preSave()
                .connect(Leaf.class, event -> event.session().persist(Trace.of(event.instance())));
        work.run();
        trees.disconnect();
        leaves.disconnect();
    }

    private List<Object> traced(Kind kind) {
        return factory.fromTransaction(
                session -> session
                        .createSelectionQuery("select t." + kind.attribute() + " from Trace t", Object.class)
                        .getResultList()
                        .stream()
                        .map(target -> ((Target) target).id())
                        .toList());
    }

    private long count(String attribute) {
        return factory.fromTransaction(session -> session.createSelectionQuery(
                        "select count(*) from Trace where " + attribute + " is not null", Long.class)
                .getSingleResult());
    }

    private void clear() {
        factory.inTransaction(
                session -> session.createMutationQuery("delete from Trace").executeUpdate());
    }
}
