package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Chains of entities that cascade from one to the next. Hibernate follows them by recursion, until the stack is full. The
 * library's own walks need less of it for each entity, so they reach the end wherever Hibernate does.
 */
class DeepCascadesIT {

    /** The profile {@code long} has 100,000. */
    private static final int DEPTH = Integer.getInteger("signals.test.depth", 1_000);

    private static final long BYTES_PER_ENTITY = 20_000;
    private static final long SMALL_STACK = 1 << 20;

    private final TestFactory without =
            TestFactory.of(Database.H2, Map.of(SignalSettings.ENABLED, "false"), Link.class, Node.class);
    private final TestFactory with = TestFactory.of(Database.H2, Link.class, Node.class);
    private final Map<String, Integer> calls = new HashMap<>();

    @AfterEach
    void close() {
        without.close();
        with.close();
    }

    @Test
    void aLongChainOfReferencesIsPersistedMergedAndRemoved() {
        connectAll(with.signals());

        check(DEPTH, DeepCascadesIT::links);
    }

    @Test
    void aLongChainOfCollectionsIsPersistedMergedAndRemoved() {
        connectAll(with.signals());

        check(DEPTH, DeepCascadesIT::nodes);
    }

    @Test
    void whereTheStackIsEnoughForHibernateItIsEnoughForTheLibrary() {
        connectAll(with.signals());
        for (IntFunction<Object> chain : List.<IntFunction<Object>>of(DeepCascadesIT::links, DeepCascadesIT::nodes)) {
            int deepest = deepestWithoutTheLibrary(chain);
            // A tenth less, because the compiler of the JVM makes frames smaller while the test runs.
            assertThat(write(with, chain.apply(deepest - deepest / 10), SMALL_STACK))
                    .as("a chain of " + deepest + " less a tenth")
                    .isNull();
        }
    }

    @Test
    void afterTheStackWasFullTheThreadAndTheFactoryWorkAsBefore() {
        connectAll(with.signals());
        Object tooDeep = links(20_000);
        Throwable thrown = inThread(SMALL_STACK, () -> {
            Throwable overflow = thrownBy(() -> with.inTransaction(session -> session.persist(tooDeep)));
            assertThat(overflow).isInstanceOf(StackOverflowError.class);
            calls.clear();
            with.inTransaction(session -> session.persist(links(3)));
        });

        assertThat(thrown).isNull();
        assertThat(with.count("Link")).isEqualTo(3);
        assertThat(calls)
                .containsEntry("pre_save", 3)
                .containsEntry("post_save", 3)
                .containsEntry("changed", 3);
    }

    private void check(int depth, IntFunction<Object> chain) {
        long stack = depth * BYTES_PER_ENTITY;
        assertThat(write(without, chain.apply(depth), stack))
                .as("without the library")
                .isNull();

        assertThat(write(with, chain.apply(depth), stack)).as("with receivers").isNull();
        assertThat(calls)
                .containsEntry("pre_save", depth)
                .containsEntry("post_save", depth)
                .containsEntry("pre_delete", depth)
                .containsEntry("post_delete", depth);
    }

    private int deepestWithoutTheLibrary(IntFunction<Object> chain) {
        int works = 0;
        int overflows = 20_000;
        while (overflows - works > Math.max(1, works / 50)) {
            int depth = (works + overflows) / 2;
            if (write(without, chain.apply(depth), SMALL_STACK) == null) {
                works = depth;
            } else {
                overflows = depth;
            }
        }
        assertThat(works).isGreaterThan(50);
        return works;
    }

    /** Persists and removes the chain, in a thread with a stack of this size. */
    private static @Nullable Throwable write(TestFactory factory, Object root, long stack) {
        return inThread(
                stack,
                () -> factory.sessionFactory().inSession(session -> {
                    session.beginTransaction();
                    try {
                        session.persist(root);
                        session.flush();
                        session.merge(root);
                        session.remove(root);
                        session.flush();
                    } finally {
                        session.getTransaction().rollback();
                        factory.statements().clear();
                    }
                }));
    }

    private static @Nullable Throwable inThread(long stack, Runnable work) {
        Throwable[] thrown = {null};
        Thread thread = new Thread(null, () -> thrown[0] = thrownBy(work), "deep", stack);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thrown[0];
    }

    private static @Nullable Throwable thrownBy(Runnable work) {
        try {
            work.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private void connectAll(FactorySignals signals) {
        signals.preSave().connect(event -> count("pre_save"));
        signals.postSave().connect(event -> count("post_save"));
        signals.preDelete().connect(event -> count("pre_delete"));
        signals.postDelete().connect(event -> count("post_delete"));
        signals.collectionChanged().connect(event -> count("collection_changed"));
        signals.changed()
                .connect(event -> count("changed"), dev.signals.hibernate.ModelSignals.includingCreatedAndDeleted());
    }

    private void count(String signal) {
        calls.merge(signal, 1, Integer::sum);
    }

    private static Object links(int depth) {
        Link link = null;
        for (int id = depth; id > 0; id--) {
            Link next = link;
            link = new Link();
            link.id = id;
            link.next = next;
        }
        return link;
    }

    private static Object nodes(int depth) {
        Node node = null;
        for (int id = depth; id > 0; id--) {
            Node child = node;
            node = new Node();
            node.id = id;
            if (child != null) {
                node.children.add(child);
            }
        }
        return node;
    }

    @Entity(name = "Link")
    static class Link {
        @Id
        long id;

        @ManyToOne(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
        Link next;
    }

    @Entity(name = "Node")
    static class Node {
        @Id
        long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn
        List<Node> children = new ArrayList<>();
    }
}
