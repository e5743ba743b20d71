package dev.signals.benchmarks.orm;

import dev.signals.benchmarks.cost.Cost;
import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a receiver of m2m_changed costs in a session of 1,000 owners with 20 loaded elements each. Compare the
 * variants of one run only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-Xbatch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CollectionBenchmark {

    private static final int OWNERS = 1000;
    private static final int CHANGED = 10;
    private static final int TAGS = 20;

    @Entity(name = "Owner")
    static class Owner {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @ManyToMany
        Set<Tag> tags = new HashSet<>();
    }

    @Entity(name = "Tag")
    static class Tag {
        @Id
        @GeneratedValue
        @Nullable
        Long id;
    }

    /** Who listens. */
    @Param({"PLAIN", "IDLE", "M2M_CHANGED", "ALL"})
    public Variant variant = Variant.PLAIN;

    private final Calls calls = new Calls();
    private SessionFactory factory;
    private Session session;
    private List<Owner> owners = List.of();
    private Tag toggled = new Tag();

    /** Opens a session that holds the owners. */
    @Setup
    public void load() {
        factory = Fixture.configuration(variant, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .addAnnotatedClasses(Owner.class, Tag.class)
                .buildSessionFactory();
        if (variant.hasLibrary()) {
            variant.connect(ModelSignals.of(factory), List.of(Owner.class), calls);
        }
        factory.inTransaction(this::fill);
        session = factory.openSession();
        session.beginTransaction();
        owners = session.createSelectionQuery("from Owner o left join fetch o.tags", Owner.class)
                .getResultList();
        toggled = session.find(Tag.class, toggled.id);
    }

    private void fill(Session filling) {
        List<Tag> tags = Stream.generate(Tag::new).limit(TAGS).toList();
        tags.forEach(filling::persist);
        filling.persist(toggled);
        for (int i = 0; i < OWNERS; i++) {
            Owner owner = new Owner();
            owner.tags.addAll(tags);
            filling.persist(owner);
        }
    }

    /** A flush that finds a change in ten of the owners. */
    @Benchmark
    public void flushOfSomeChanges(Cost cost) {
        cost.start();
        for (Owner owner : owners.subList(0, CHANGED)) {
            if (!owner.tags.remove(toggled)) {
                owner.tags.add(toggled);
            }
        }
        session.flush();
        cost.stop(OWNERS);
    }

    /** A flush that finds nothing changed. */
    @Benchmark
    public void cleanFlush(Cost cost) {
        cost.start();
        session.flush();
        cost.stop(OWNERS);
    }

    /** Rolls back and closes. */
    @TearDown(Level.Trial)
    public void close() {
        session.getTransaction().rollback();
        session.close();
        factory.close();
    }
}
