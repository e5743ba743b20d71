package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import dev.signals.outbox.internal.settings.Settings;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Says what becomes of jobs that have failed: a further attempt, or none. */
final class FailedJobs {

    private final String receiver;
    private final FactoryOutbox outbox;
    private final DataSource connections;
    private final Consumer<Duration> wakeAfter;
    private final DatabaseClock clock;
    private final @Nullable Object tenant;

    FailedJobs(
            String receiver,
            FactoryOutbox outbox,
            DataSource connections,
            Consumer<Duration> wakeAfter,
            DatabaseClock clock,
            @Nullable Object tenant) {
        this.receiver = receiver;
        this.outbox = outbox;
        this.connections = connections;
        this.wakeAfter = wakeAfter;
        this.clock = clock;
        this.tenant = tenant;
    }

    /** Called after a failure. */
    void failed(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
        Throwable failure =
                complete.getCause().orElseGet(() -> new IllegalStateException("the call has failed without a reason"));
        if (failure instanceof CallFailure known) {
            failed(complete, operations, known.failure(), known.isOfLastAttempt());
        } else {
            failed(complete, operations, failure, false);
        }
    }

    /** Called if a process has said nothing of its job for too long. */
    void died(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
        if (complete.getExecution().taskInstance.getId().startsWith(OrderedCalls.PREFIX)) {
            operations.reschedule(complete, clock.now()); // The row knows whether an attempt had begun.
        } else {
            failed(complete, operations, new IllegalStateException("the process that made the call has died"), false);
        }
    }

    private void failed(
            ExecutionComplete complete, ExecutionOperations<byte[]> operations, Throwable failure, boolean last) {
        Settings settings = outbox.settings();
        int number = complete.getExecution().consecutiveFailures + 1;
        String id = complete.getExecution().taskInstance.getId();
        byte[] data = (byte[]) complete.getExecution().taskInstance.getData();
        Attempt attempt = new Attempt(receiver, id, data, number, tenant);
        Duration wait = settings.backoffAfter(number);
        if (id.startsWith(OrderedCalls.PREFIX)) { // The work at the lane has failed, not a receiver.
            System.getLogger("dev.signals.outbox.Outbox")
                    .log(
                            Level.WARNING,
                            "durable receiver \"" + receiver
                                    + "\" cannot go on with its ordered calls; the next attempt" + " follows in "
                                    + wait.toMillis() + " ms",
                            failure);
            again(complete, operations, wait);
        } else if (number < settings.attempts() && !last) {
            outbox.calls().report(attempt, failure, Failures.again(number, settings, wait));
            again(complete, operations, wait);
        } else {
            giveUp(attempt, failure);
            operations.remove();
            outbox.calls().report(attempt, failure, Failures.givenUp(number));
        }
    }

    private void again(ExecutionComplete complete, ExecutionOperations<byte[]> operations, Duration wait) {
        operations.reschedule(complete, clock.now().plus(wait));
        wakeAfter.accept(wait);
    }

    private void giveUp(Attempt attempt, Throwable failure) {
        try {
            Transactions.run(connections, connection -> {
                outbox.dead().add(connection, attempt, null, failure);
                return null;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("call " + attempt.key() + " of \"" + receiver + "\" cannot be given up", e);
        }
    }
}
