package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.Garden.Bird;
import dev.signals.it.harmless.Garden.Branch;
import dev.signals.it.harmless.Garden.Egg;
import dev.signals.it.harmless.Garden.Ground;
import dev.signals.it.harmless.Garden.Leaf;
import dev.signals.it.harmless.Garden.Stone;
import dev.signals.it.harmless.Garden.Tree;
import dev.signals.it.support.MemoryCache;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a removal takes along is loaded as Hibernate loads it: in its order, with its use of the cache, and before the removal only if
 * a receiver wants to know before.
 */
@OnEveryDatabase
class RemovalsIT {

    private static final Class<?>[] ENTITIES = {
        Tree.class, Branch.class, Leaf.class, Ground.class, Stone.class, Bird.class, Egg.class
    };

    /** Those that do not want to know before. */
    private static final Set<Listening> BEHIND =
            EnumSet.complementOf(EnumSet.of(Listening.PRE_DELETE, Listening.SAVES_AND_DELETIONS, Listening.EVERYTHING));

    private final Database database;

    RemovalsIT(Database database) {
        this.database = database;
    }

    @AfterEach
    void hearNothing() {
        Garden.callbacks = text -> {};
    }

    @Test
    void aRemovalLoadsInTheOrderOfHibernate() {
        isTheSame(Session::remove);
    }

    @Test
    void aRemovalLoadsOrphansInTheOrderOfHibernate() {
        isTheSame((session, tree) -> {
            tree.branches.remove(0);
            tree.bird = null;
            session.remove(tree);
        });
    }

    @Test
    void aFlushLoadsOrphansInItsOrder() {
        isTheSame((session, tree) -> {
            tree.branches.get(0).leaves.remove(1);
            tree.branches.remove(1);
            tree.bird = null;
        });
    }

    @Test
    void whetherANewChildHasARowIsAskedInTheOrderOfHibernate() {
        isTheSame((session, tree) -> {
            Branch branch = Garden.of(new Branch(), 8);
            branch.add(Garden.of(new Leaf(), 8));
            tree.add(branch);
            tree.branches.get(0).add(Garden.of(new Leaf(), 9));
            session.remove(tree);
        });
    }

    @Test
    void aNewEntityTakesAnOrphanOverOnlyIfItDoesSoForHibernate() {
        isTheSame((session, tree) -> {
            Branch branch = Garden.of(new Branch(), 8);
            tree.branches.get(0).leaves.forEach(branch::add);
            tree.branches.get(0).leaves.clear();
            tree.add(branch);
            tree.marked.add(branch);
        });
    }

    @Test
    void receiversBehindARemovalAreToldTheSameAsThoseBefore() {
        areToldTheSame((session, tree) -> session.remove(tree));
    }

    @Test
    void receiversBehindAFlushAreToldOfTheSameOrphansAsThoseBefore() {
        areToldTheSame((session, tree) -> {
            tree.branches.remove(1);
            tree.bird = null;
        });
    }

    @Test
    void receiversBehindARemovalOfAReferenceAreToldTheSameAsThoseBefore() {
        areToldTheSame((session, tree) -> {
            session.detach(tree);
            session.remove(session.getReference(Tree.class, 1L));
        });
    }

    /** Compares the statements, the rows, the use of the cache and the callbacks; and if nobody wants to know before, when they come. */
    private void isTheSame(BiConsumer<Session, Tree> work) {
        try (SameWork same = SameWork.of(database, MemoryCache.settings(), ENTITIES)) {
            same.compare("callbacks apart", factory -> outcome(factory, work, false));
            same.compare("callbacks between statements", BEHIND, factory -> outcome(factory, work, true));
            same.assertAll();
        }
    }

    private static List<Object> outcome(TestFactory factory, BiConsumer<Session, Tree> work, boolean between) {
        plant(factory);
        List<Object> outcome = new ArrayList<>();
        Garden.callbacks = text -> outcome.add(
                between ? text + " behind " + factory.statements().all().size() : text);
        factory.inTransaction(session -> work.accept(session, session.find(Tree.class, 1L)));
        outcome.add(factory.sessionFactory().getStatistics().getSecondLevelCachePutCount());
        for (Class<?> entity : ENTITIES) {
            String ids = "select id from " + entity.getSimpleName() + " order by id";
            outcome.add(factory.fromTransaction(
                    session -> session.createSelectionQuery(ids, Long.class).getResultList()));
        }
        clear(factory);
        return outcome;
    }

    private static void plant(TestFactory factory) {
        Garden.callbacks = text -> {};
        factory.inTransaction(session -> session.persist(Garden.plant()));
        factory.sessionFactory().getCache().evictAllRegions();
        factory.sessionFactory().getStatistics().clear();
        factory.statements().clear();
    }

    private static void clear(TestFactory factory) {
        factory.inTransaction(session -> {
            for (String table : List.of("Tree_Branch", "Leaf", "Branch", "Tree", "Stone", "Ground", "Egg", "Bird")) {
                session.createNativeMutationQuery("delete from " + table).executeUpdate();
            }
        });
    }

    /** What receivers of POST_DELETE are told is the same with a receiver of PRE_DELETE beside them, which makes all be loaded before. */
    private void areToldTheSame(BiConsumer<Session, Tree> work) {
        List<String> behind = told(work, factory -> {});
        List<String> before =
                told(work, factory -> factory.signals().preDelete().connect(event -> event.id()));

        assertThat(behind).isEqualTo(before).hasSizeGreaterThan(4);
    }

    private List<String> told(BiConsumer<Session, Tree> work, Consumer<TestFactory> preparation) {
        List<String> told = new ArrayList<>();
        try (TestFactory factory = TestFactory.of(database, MemoryCache.settings(), ENTITIES)) {
            plant(factory);
            preparation.accept(factory);
            factory.signals()
                    .postDelete()
                    .connect(event -> told.add(
                            event.instance() + " " + event.cause() + " of " + Hibernate.unproxy(event.origin())));
            factory.inTransaction(session -> work.accept(session, session.find(Tree.class, 1L)));
        }
        return told;
    }
}
