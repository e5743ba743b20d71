package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * How many bytes the library allocates. Unlike times, these figures hardly differ between runs. What an event allocates is seen
 * in the benchmarks only: here a checker looks at each call of a receiver.
 */
@DisabledIfSystemProperty(
        named = "signals.test.enhanced",
        matches = "true",
        disabledReason = "the figures are those of entities without bytecode enhancement")
class AllocationIT {

    private static final int ENTITIES = 1000;
    private static final int WARM_UPS = 30;

    /** The bytes of the smallest object with a field. */
    private static final int LEAST_OBJECT = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void anUnchangedEntityThatNobodyListensToAllocatesNothing() {
        assertThat(leastOfSome(() -> cleanFlush(signals -> {}) - cleanFlush(null)))
                .isLessThanOrEqualTo(LEAST_OBJECT / 4);
    }

    @Test
    void anUnchangedEntityWithReceiversAllocatesLessThanItsState() {
        assertThat(leastOfSome(() -> cleanFlush(AllocationIT::connect) - cleanFlush(null)))
                .isLessThanOrEqualTo(LEAST_OBJECT);
    }

    @Test
    void aSaveThatNobodyHearsOfAllocatesLittle() {
        assertThat(leastOfSome(() -> persist(signals -> {}) - persist(null))).isLessThanOrEqualTo(500);
    }

    /** Returns the least of some measurements: which objects the compiler leaves out differs between two factories alike. */
    private static long leastOfSome(LongSupplier measurement) {
        return LongStream.generate(measurement).limit(3).min().orElseThrow();
    }

    private static void connect(FactorySignals signals) {
        signals.preSave().connect(Coin.class, event -> {});
        signals.postSave().connect(Coin.class, event -> {});
    }

    /** Returns the bytes for each entity of a flush that finds nothing changed. */
    private static long cleanFlush(@Nullable Consumer<FactorySignals> connect) {
        try (TestFactory factory = factory(connect)) {
            factory.inTransaction(AllocationIT::persistAll);
            return factory.fromTransaction(session -> {
                assertThat(session.createSelectionQuery("from Coin", Coin.class).getResultList())
                        .hasSize(ENTITIES);
                return bytes(session::flush);
            });
        }
    }

    /** Returns the bytes for each entity that is persisted. */
    private static long persist(@Nullable Consumer<FactorySignals> connect) {
        try (TestFactory factory = factory(connect)) {
            return bytes(() -> factory.inTransaction(AllocationIT::persistAll));
        }
    }

    private static void persistAll(Session session) {
        for (int i = 0; i < ENTITIES; i++) {
            session.persist(new Coin());
        }
    }

    private static TestFactory factory(@Nullable Consumer<FactorySignals> connect) {
        Map<String, String> settings = connect == null ? Map.of(SignalSettings.ENABLED, "false") : Map.of();
        TestFactory factory = TestFactory.of(Database.H2, settings, Coin.class);
        if (connect != null) {
            connect.accept(factory.signals());
        }
        return factory;
    }

    /** Returns the least that some runs of the work allocate for each entity. */
    private static long bytes(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UPS; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least / ENTITIES;
    }

    @Entity(name = "Coin")
    static class Coin {

        @Id
        @GeneratedValue
        Long id;

        String name = "a name";
        int worth = 1000;
    }
}
