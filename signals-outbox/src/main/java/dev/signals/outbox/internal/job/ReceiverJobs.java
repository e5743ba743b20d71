package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.signals.outbox.internal.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the calls of one receiver. A receiver has threads of its own, so that none waits for another. */
final class ReceiverJobs {

    /** Calls of receivers that are not there are kept, however long it takes. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final int HOUSEKEEPERS = 2;

    private final String receiver;
    private final FactoryOutbox outbox;
    private final DataSource connections;
    private final DatabaseClock clock;
    private final @Nullable Object tenant;
    private final OrderedCalls ordered;
    private final CleanUp cleanUp;
    private final Scheduler scheduler;

    /** What was logged of missing receivers. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;

    ReceiverJobs(
            String receiver,
            FactoryOutbox outbox,
            DataSource connections,
            DatabaseClock clock,
            @Nullable Object tenant) {
        this.receiver = receiver;
        this.outbox = outbox;
        this.connections = connections;
        this.clock = clock;
        this.tenant = tenant;
        this.ordered = new OrderedCalls(outbox, clock, tenant, () -> stopping);
        this.cleanUp = new CleanUp(receiver, outbox, connections);
        this.scheduler = scheduler(outbox.settings());
    }

    private Scheduler scheduler(Settings settings) {
        ThreadFactory threads = new DaemonThreads(receiver);
        return new SchedulerBuilder(connections, tasks())
                .tableName(outbox.tables().jobs())
                .serializer(Bytes.INSTANCE)
                .jdbcCustomization(new OfOneReceiver(receiver))
                .commitWhenAutocommitDisabled(true)
                .clock(clock)
                .threads(settings.threads())
                .executorService(Executors.newFixedThreadPool(settings.threads(), threads))
                .dueExecutor(Executors.newSingleThreadExecutor(threads))
                .housekeeperExecutor(Executors.newScheduledThreadPool(HOUSEKEEPERS, threads))
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(Settings.MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(FOREVER)
                .shutdownMaxWait(settings.shutdown())
                .schedulerName(new SchedulerName.Hostname())
                .failureLogging(LogLevel.OFF, false) // failures are reported as those of other receivers
                .build();
    }

    /**
     * Returns the tasks of all receivers. It makes the calls of one, but db-scheduler shows it the calls of dead processes for all
     * receivers, and would warn of names that it does not know. Each receiver treats its own.
     */
    private List<Task<?>> tasks() {
        List<Task<?>> tasks = new ArrayList<>();
        FailedJobs failed = new FailedJobs(receiver, outbox, connections, this::wakeAfter, clock, tenant);
        tasks.add(Tasks.custom(receiver, byte[].class)
                .onFailure(failed::failed)
                .onDeadExecution(failed::died)
                .execute(this::run));
        outbox.receivers().names().stream()
                .filter(name -> !name.equals(receiver))
                .forEach(name -> tasks.add(Tasks.custom(name, byte[].class)
                        .onDeadExecution((complete, operations) -> {})
                        .execute(this::run)));
        return tasks;
    }

    void start() {
        scheduler.start();
    }

    /** Looks for calls now. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** Looks for calls after some time, if that is before the next regular look. */
    private void wakeAfter(Duration wait) {
        if (wait.compareTo(outbox.settings().poll()) < 0) {
            CompletableFuture.delayedExecutor(wait.toMillis() + 1, TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        if (!stopping) {
                            wake();
                        }
                    });
        }
    }

    /** Ends when the calls that are being made have ended. */
    void stop() {
        stopping = true;
        scheduler.stop();
    }

    private CompletionHandler<byte[]> run(TaskInstance<byte[]> job, ExecutionContext context) {
        cleanUp.nowAndThen();
        try {
            return job.getId().startsWith(OrderedCalls.PREFIX) ? workOff(job) : call(job, context);
        } catch (NotConnected e) {
            if (missing.add(String.valueOf(e.getMessage()))) {
                System.getLogger("dev.signals.outbox.Outbox")
                        .log(
                                System.Logger.Level.WARNING,
                                e.getMessage() + "; its calls are kept until there is one, and fill the table");
            }
            return again(outbox.settings().poll());
        } catch (CallFailure e) {
            if (stopping) {
                return again(Duration.ZERO); // It may have been interrupted, which is no fault of the receiver.
            }
            throw e;
        }
    }

    private CompletionHandler<byte[]> call(TaskInstance<byte[]> job, ExecutionContext context) {
        int number = context.getExecution().consecutiveFailures + 1;
        outbox.calls().run(new Attempt(receiver, job.getId(), job.getData(), number, tenant));
        return (complete, operations) -> operations.remove();
    }

    private CompletionHandler<byte[]> workOff(TaskInstance<byte[]> job) {
        String lane = new String(job.getData(), StandardCharsets.UTF_8);
        String key = job.getId().substring(OrderedCalls.PREFIX.length());
        try {
            OrderedCalls.Outcome outcome =
                    Transactions.run(connections, connection -> ordered.workOff(connection, receiver, lane, key));
            if (outcome.handsOver()) {
                wake();
            }
            Duration pause = outcome.pause();
            return pause == null ? (complete, operations) -> operations.remove() : again(pause);
        } catch (SQLException e) {
            throw new CallFailure(e);
        }
    }

    /** Puts the job back. The attempt does not count. */
    private CompletionHandler<byte[]> again(Duration wait) {
        return (complete, operations) -> {
            operations.reschedule(complete, clock.now().plus(wait));
            wakeAfter(wait);
        };
    }
}
