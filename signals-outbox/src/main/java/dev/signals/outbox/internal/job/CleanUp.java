package dev.signals.outbox.internal.job;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Forgets the keys of work that a receiver has done long ago, now and then while it works. */
final class CleanUp {

    private static final Duration BETWEEN = Duration.ofHours(1);

    private final String receiver;
    private final FactoryOutbox outbox;
    private final DataSource connections;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    CleanUp(String receiver, FactoryOutbox outbox, DataSource connections) {
        this.receiver = receiver;
        this.outbox = outbox;
        this.connections = connections;
    }

    void nowAndThen() {
        Instant now = Instant.now();
        Instant before = last.get();
        if (now.isAfter(before.plus(BETWEEN)) && last.compareAndSet(before, now)) {
            try {
                Transactions.run(connections, connection -> {
                    outbox.done()
                            .forget(
                                    connection,
                                    receiver,
                                    now.minus(outbox.settings().remembered()));
                    return null;
                });
            } catch (SQLException e) {
                System.getLogger("dev.signals.outbox.Outbox")
                        .log(Level.WARNING, "durable receiver \"" + receiver + "\" cannot forget old keys", e);
            }
        }
    }
}
