package dev.signals.it.outbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import dev.signals.outbox.Outbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes on one PostgreSQL, of which one is killed again and again. */
@Tag("database")
class CrashIT {

    private static final int TRANSACTIONS = Integer.getInteger("signals.test.crash.transactions", 1_000);
    private static final int KILLS = Integer.getInteger("signals.test.crash.kills", 5);

    private final TestDatabase database = Database.POSTGRESQL.create();
    private final List<Process> processes = new ArrayList<>();
    private SessionFactory factory;

    @BeforeEach
    void createCounters() {
        factory = Node.factory(database.settings(), true);
        factory.inTransaction(session -> {
            for (int i = 0; i < Node.COUNTERS; i++) {
                session.persist(new Counter(i));
            }
        });
    }

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        factory.close();
        database.close();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName()));
        database.settings().forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        awaitLine(process, Node.READY);
        return process;
    }

    private static void awaitLine(Process process, String expected) throws IOException {
        String line;
        do {
            line = process.inputReader(StandardCharsets.UTF_8).readLine();
        } while (line != null && !line.equals(expected));
        assertThat(line).as("the process is " + expected).isNotNull();
    }

    /** Ends the transactions of a process. It goes on making calls. */
    private static void stop(Process process) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append("stop\n").flush();
        awaitLine(process, Node.STOPPED);
    }

    private long transactions() {
        return factory.fromTransaction(session -> session.createQuery("select sum(number) from Counter", Long.class)
                .getSingleResult());
    }

    private static void await(Duration most, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(most).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    @Test
    void everyCommittedChangeIsDeliveredAndNoOther() throws Exception {
        Random random = new Random();
        Process stable = start();
        Process killed = start();
        for (int i = 0; i < KILLS; i++) {
            long until = transactions() + random.nextInt(Math.max(1, TRANSACTIONS / KILLS));
            await(Duration.ofMinutes(10), () -> transactions() >= until);
            killed.destroyForcibly().waitFor();
            killed = start();
        }
        await(Duration.ofMinutes(30), () -> transactions() >= TRANSACTIONS);
        stop(stable);
        stop(killed);
        await(Duration.ofMinutes(10), () -> Outbox.of(factory).pending().isEmpty());
        assertThat(Outbox.of(factory).dead()).isEmpty();
        for (int counter = 0; counter < Node.COUNTERS; counter++) {
            check(counter);
        }
    }

    private void check(int counter) {
        long last = factory.fromTransaction(session -> session.find(Counter.class, counter).number);
        Long[] all = LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new);
        List<Long> any = effects("any", counter);
        List<Long> once = effects("once", counter);
        List<Long> ordered = effects("ordered", counter);
        assertThat(new HashSet<>(any)).as("made at least once").containsExactlyInAnyOrder(all);
        assertThat(once).as("made exactly once").containsExactlyInAnyOrder(all);
        assertThat(withoutRepetitions(ordered)).as("made in order").containsExactly(all);
    }

    private List<Long> effects(String receiver, int counter) {
        return factory.fromTransaction(session -> session.createQuery(
                        "select number from Effect where receiver = ?1 and counter = ?2 order by id", Long.class)
                .setParameter(1, receiver)
                .setParameter(2, counter)
                .getResultList());
    }

    /** A call may be made again right after itself, if the process dies before it notes that it was made. */
    private static List<Long> withoutRepetitions(List<Long> numbers) {
        List<Long> changes = new ArrayList<>();
        for (Long number : numbers) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(number)) {
                changes.add(number);
            }
        }
        return changes;
    }
}
