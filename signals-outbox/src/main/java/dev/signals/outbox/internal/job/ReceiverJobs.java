package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the calls of one receiver. A receiver has threads of its own, so that none waits for another. */
final class ReceiverJobs {

    /** Calls of receivers that are not there are kept, however long it takes. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration BETWEEN_CLEAN_UPS = Duration.ofHours(1);

    private final String receiver;
    private final FactoryOutbox outbox;
    private final DataSource connections;
    private final @Nullable Object tenant;
    private final OrderedCalls ordered;
    private final Scheduler scheduler;
    private final AtomicReference<Instant> cleanUp = new AtomicReference<>(Instant.EPOCH);

    ReceiverJobs(
            String receiver,
            FactoryOutbox outbox,
            DataSource connections,
            DatabaseClock clock,
            @Nullable Object tenant) {
        Settings settings = outbox.settings();
        this.receiver = receiver;
        this.outbox = outbox;
        this.connections = connections;
        this.tenant = tenant;
        this.ordered = new OrderedCalls(outbox, clock, tenant);
        this.scheduler = new SchedulerBuilder(
                        connections,
                        List.of(Tasks.custom(receiver, byte[].class)
                                .onFailure(this::failed)
                                .onDeadExecutionRevive()
                                .execute(this::run)))
                .tableName(outbox.tables().jobs())
                .serializer(Bytes.INSTANCE)
                .jdbcCustomization(new OfOneReceiver(receiver))
                .commitWhenAutocommitDisabled(true)
                .clock(clock)
                .threads(settings.threads())
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(FOREVER)
                .shutdownMaxWait(settings.shutdown())
                .schedulerName(new SchedulerName.Hostname())
                .failureLogging(LogLevel.OFF, false) // failures are reported as those of other receivers
                .build();
    }

    void start() {
        scheduler.start();
    }

    /** Looks for calls now. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Ends when the calls that are being made have ended. */
    void stop() {
        scheduler.stop();
    }

    private CompletionHandler<byte[]> run(TaskInstance<byte[]> job, ExecutionContext context) {
        cleanUpNowAndThen();
        if (!job.getId().startsWith(OrderedCalls.PREFIX)) {
            outbox.calls().run(new Attempt(receiver, job.getId(), job.getData(), attempt(context), tenant));
            return (complete, operations) -> operations.remove();
        }
        Instant goOn = workOff(
                new String(job.getData(), StandardCharsets.UTF_8), job.getId().substring(OrderedCalls.PREFIX.length()));
        return (complete, operations) -> {
            if (goOn == null) {
                operations.remove();
            } else {
                operations.reschedule(complete, goOn);
            }
        };
    }

    private @Nullable Instant workOff(String lane, String key) {
        try {
            return inTransaction(connection -> ordered.workOff(connection, receiver, lane, key));
        } catch (SQLException e) {
            throw new CallFailure(e);
        }
    }

    private static int attempt(ExecutionContext context) {
        return context.getExecution().consecutiveFailures + 1;
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
        Settings settings = outbox.settings();
        int number = complete.getExecution().consecutiveFailures + 1;
        Throwable failure = complete.getCause()
                .map(cause -> cause instanceof CallFailure known ? known.failure() : cause)
                .orElseGet(() -> new IllegalStateException("the node that made the call has died"));
        String id = complete.getExecution().taskInstance.getId();
        byte[] data = (byte[]) complete.getExecution().taskInstance.getData();
        Attempt attempt = new Attempt(receiver, id, data, number, tenant);
        Duration wait = settings.backoffAfter(number);
        if (id.startsWith(OrderedCalls.PREFIX)) { // the work at the lane has failed, not a receiver
            report("cannot read or write its calls; the next attempt follows in " + wait.toMillis() + " ms", failure);
            operations.reschedule(complete, complete.getTimeDone().plus(wait));
        } else if (number < settings.attempts()) {
            outbox.calls().report(attempt, failure, Failures.again(number, settings, wait));
            operations.reschedule(complete, complete.getTimeDone().plus(wait));
        } else {
            giveUp(attempt, failure);
            operations.remove();
            outbox.calls().report(attempt, failure, Failures.givenUp(number));
        }
    }

    private void giveUp(Attempt attempt, Throwable failure) {
        try {
            inTransaction(connection -> {
                outbox.dead().add(connection, attempt, null, failure);
                return null;
            });
        } catch (SQLException e) {
            throw new IllegalStateException("call " + attempt.key() + " of \"" + receiver + "\" cannot be given up", e);
        }
    }

    private void cleanUpNowAndThen() {
        Instant now = Instant.now();
        Instant last = cleanUp.get();
        if (now.isAfter(last.plus(BETWEEN_CLEAN_UPS)) && cleanUp.compareAndSet(last, now)) {
            try {
                inTransaction(connection -> {
                    outbox.done()
                            .forget(
                                    connection,
                                    receiver,
                                    now.minus(outbox.settings().remembered()));
                    return null;
                });
            } catch (SQLException e) {
                report("cannot forget old keys", e);
            }
        }
    }

    private void report(String text, Throwable failure) {
        System.getLogger("dev.signals.outbox.Outbox")
                .log(System.Logger.Level.WARNING, "durable receiver \"" + receiver + "\" " + text, failure);
    }

    private <R extends @Nullable Object> R inTransaction(Transactions.Work<R> work) throws SQLException {
        return Transactions.run(connections, work);
    }
}
