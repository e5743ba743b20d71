package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Team.boards;
import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.pitfall.Team.Cover;
import dev.signals.it.pitfall.Team.Leaf;
import dev.signals.it.pitfall.Team.Tree;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** Pitfall 35: other sessions and queries in the middle of a merge, a flush and a removal. */
@OnEveryDatabase
class NestedWorkPitfallsIT {

    private final Database database;

    NestedWorkPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p35_sessionsThatReceiversOpenDoNotDisturbAMerge() {
        boards(database)
                .receivers(signals -> signals.preSave().connect(Leaf.class, event -> {
                    event.instance().text = "seen";
                    event.session().getSessionFactory().inTransaction(own -> own.merge(new Cover("of " + event.id())));
                }))
                .inTransaction(
                        session -> session.merge(new Tree("t").with(null, "1", "2", "3")),
                        session -> session.merge(new Tree("t").with("seen", "1", "2", "3")))
                .adds("select cover", "insert cover", "select cover", "insert cover", "select cover", "insert cover")
                .leavesAlso("cover color=of 1", "cover color=of 2", "cover color=of 3");
    }

    @Test
    void p35_mergesOfOtherSessionsInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) ->
                session.getSessionFactory().inTransaction(own -> own.merge(new Cover("of " + leaf.name))));
    }

    @Test
    void p35_commitsOfOtherSessionsInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) ->
                session.getSessionFactory().inTransaction(own -> own.persist(new Cover("of " + leaf.name))));
    }

    @Test
    void p35_mergesThatFailInOtherSessionsInsideCallbacksDoNotDisturbAMerge() {
        mergeWithCallback((session, leaf) -> {
            try (Session own = session.getSessionFactory().openSession()) {
                assertThatThrownBy(() -> own.merge("no entity")).isNotNull();
            }
        });
    }

    @Test
    void p35_queriesInsideCallbacksDoNotDisturbAMerge() {
        assumeBefore80("lets no callback use its session");
        mergeWithCallback((session, leaf) -> session.createSelectionQuery("select count(*) from Cover", Long.class)
                .getSingleResult());
    }

    /** The first leaf is one whose callback disturbs, if anything does, and the others are those that may be missed. */
    private void mergeWithCallback(BiConsumer<Session, Leaf> callback) {
        boards(database)
                .withoutLog()
                .receivers((signals, log) -> signals.preSave().connect(Leaf.class, event -> {
                    log.add("leaf " + event.id());
                    event.instance().text = "seen";
                }))
                .run(
                        (factory, log) -> factory.inTransaction(session -> withCallback(
                                leaf -> callback.accept(session, leaf),
                                () -> session.merge(new Tree("t").with(null, "1", "2", "3")))),
                        (factory, log) -> factory.inTransaction(session -> withCallback(
                                leaf -> callback.accept(session, leaf),
                                () -> session.merge(new Tree("t").with("seen", "1", "2", "3")))))
                .addsNothing()
                .announces("leaf 1", "leaf 2", "leaf 3");
    }

    @Test
    void p35_commitsOfOtherSessionsInsideCallbacksDoNotHideWhatCallbacksChangeDuringAFlush() {
        boards(database)
                .given(session -> session.persist(new Tree("t").with(null, "1", "2")))
                .withoutLog()
                .receivers((signals, log) ->
                        signals.preSave().connect(Leaf.class, event -> log.add("leaf " + event.id())))
                .inTransaction(session -> {
                    Leaf first = session.find(Leaf.class, "1");
                    Leaf second = session.find(Leaf.class, "2");
                    first.text = "x";
                    withCallback(
                            leaf -> {
                                if (leaf == first) {
                                    session.getSessionFactory().inTransaction(own -> own.persist(new Cover("new")));
                                    second.text = "by callback";
                                }
                            },
                            session::flush);
                })
                .addsNothing()
                .announces("leaf 1", "leaf 2");
    }

    @Test
    void p35_queriesInsideCallbacksDoNotDisturbARemoval() {
        assumeBefore80("lets no callback use its session");
        boards(database)
                .given(session -> session.persist(new Tree("t").with(null, "1", "2")))
                .inTransaction(session -> {
                    Tree tree = session.find(Tree.class, "t");
                    Hibernate.initialize(tree.leaves);
                    tree.beforeRemove = () -> session.createSelectionQuery("select count(*) from Cover", Long.class)
                            .getSingleResult();
                    session.remove(tree);
                })
                .addsNothing()
                .leaves()
                .announces(
                        "pre_delete Leaf CASCADE",
                        "pre_delete Leaf CASCADE",
                        "pre_delete Tree EXPLICIT",
                        "post_delete Leaf",
                        "post_delete Leaf",
                        "post_delete Tree");
    }

    private static void withCallback(Consumer<Leaf> callback, Runnable work) {
        Leaf.CALLBACK.set(callback);
        try {
            work.run();
        } finally {
            Leaf.CALLBACK.remove();
        }
    }
}
