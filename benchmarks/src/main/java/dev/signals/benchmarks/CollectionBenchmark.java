package dev.signals.benchmarks;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
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
import org.hibernate.cfg.Configuration;
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
 * What a receiver of m2m_changed costs in a session of 1,000 owners with 20 loaded elements each. Read each value of {@code
 * listeners} against {@code OFF} of the same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CollectionBenchmark {

    private static final int OWNERS = 1000;
    private static final int CHANGED = 10;
    private static final int TAGS = 20;

    /** Who listens. */
    public enum Receivers {

        /** The library is switched off: plain Hibernate. */
        OFF,

        /** Nobody: the library is only there. */
        NOBODY,

        /** A receiver of m2m_changed. */
        M2M_CHANGED
    }

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
    @Param({"OFF", "NOBODY", "M2M_CHANGED"})
    public Receivers listeners = Receivers.OFF;

    private SessionFactory factory;
    private Session session;
    private List<Owner> owners = List.of();
    private Tag toggled = new Tag();

    /** Opens a session that holds the owners. */
    @Setup
    public void load() {
        factory = new Configuration()
                .addAnnotatedClass(Owner.class)
                .addAnnotatedClass(Tag.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.jdbc.batch_size", "50")
                .setProperty(SignalSettings.ENABLED, String.valueOf(listeners != Receivers.OFF))
                .buildSessionFactory();
        if (listeners == Receivers.M2M_CHANGED) {
            ModelSignals.of(factory).m2mChanged().connect(Owner.class, "tags", event -> {});
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

    /** A flush with one change in ten of the owners. */
    @Benchmark
    public void flushOfSomeChanges() {
        for (Owner owner : owners.subList(0, CHANGED)) {
            if (!owner.tags.remove(toggled)) {
                owner.tags.add(toggled);
            }
        }
        session.flush();
    }

    /** A flush that finds nothing changed. */
    @Benchmark
    public void cleanFlush() {
        session.flush();
    }

    /** Rolls back and closes. */
    @TearDown(Level.Trial)
    public void close() {
        session.getTransaction().rollback();
        session.close();
        factory.close();
    }
}
