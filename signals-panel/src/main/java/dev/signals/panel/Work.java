package dev.signals.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a session does in one transaction, with what follows its end, or between two transactions. Guarded by the {@link
 * Recording}.
 */
final class Work {

    enum State {
        /** In no transaction. */
        NONE,
        RUNNING,
        COMMITTED,
        ROLLED_BACK,
        /** Its session was closed before it has ended. */
        ABANDONED
    }

    /** How many steps are kept of the beginning, and as many of the end. */
    static final int KEPT = 1_000;

    private static final int MOST_DEEDS = 12;
    private static final int MOST_CAUSES = 50;
    private static final long NANOS_PER_MICRO = 1_000;

    final long id;
    private final String unit;
    private final int session;
    private final String thread = Thread.currentThread().getName();
    private final long begun = System.currentTimeMillis();
    private final long start = System.nanoTime();
    private final @Nullable String cause;
    private final long causeId;

    private final List<Step> first = new ArrayList<>();
    private final Deque<Step> last = new ArrayDeque<>();
    private final Map<String, String> deeds = new LinkedHashMap<>();
    private State state;
    private long nanos;
    private int total;
    private int calls;
    private int statements;
    private int flushes;
    private int failures;
    private final BooleanSupplier sessionClosed;
    private @Nullable Step failed;
    private boolean failedByCall;
    private int failedCause;
    private boolean forgotten;

    /**
     * @param session the number of the session
     * @param sessionClosed returns whether the session is closed
     * @param cause the receiver that has begun it; null for none
     * @param causeId the work in which that receiver was called; 0 for none
     */
    Work(
            long id,
            String unit,
            int session,
            State state,
            BooleanSupplier sessionClosed,
            @Nullable String cause,
            long causeId) {
        this.id = id;
        this.unit = unit;
        this.session = session;
        this.state = state;
        this.sessionClosed = sessionClosed;
        this.cause = cause;
        this.causeId = causeId;
    }

    State state() {
        return state;
    }

    boolean hasEnded() {
        return state == State.COMMITTED || state == State.ROLLED_BACK;
    }

    /** Returns whether it is a transaction that has not ended. */
    boolean isInTransaction() {
        return state == State.RUNNING || state == State.ABANDONED;
    }

    /** Returns whether it can be seen only now that its session was closed: some sessions stay half open for its end. */
    boolean isLeft() {
        return state == State.RUNNING && sessionClosed.getAsBoolean();
    }

    boolean isEmpty() {
        return total == 0;
    }

    long now() {
        return System.nanoTime() - start;
    }

    void begun() {
        state = State.RUNNING;
    }

    void ended(boolean committed) {
        state = committed ? State.COMMITTED : State.ROLLED_BACK;
    }

    void abandoned() {
        state = State.ABANDONED;
    }

    /** Adds a step; returns by how many more steps it keeps. */
    int add(Step step) {
        total++;
        nanos = now();
        switch (step.kind) {
            case CALL, BACKGROUND -> calls++;
            case STATEMENT -> statements++;
            case FLUSH -> flushes++;
            case MARK -> {}
        }
        if (first.size() < KEPT) {
            first.add(step);
            return 1;
        }
        last.addLast(step);
        if (last.size() > KEPT) {
            last.removeFirst();
            return 0;
        }
        return 1;
    }

    void touched() {
        nanos = now();
    }

    /** Notes what became of an entity; the last deed counts. */
    void deed(String entity, String deed) {
        if (!deed.isEmpty() && (deeds.containsKey(entity) || deeds.size() < MOST_DEEDS)) {
            deeds.merge(entity, deed, (old, now) -> now.equals("read") ? old : now);
        }
    }

    /**
     * Notes a failure. If the transaction is rolled back, the last one counts as the reason; of receivers that were called
     * inside each other, the innermost.
     */
    void failed(Step step, Throwable thrown) {
        failures++;
        boolean call = step.kind == Step.Kind.CALL;
        boolean same = hasFailedInside(step, thrown);
        if (!same || (call && !failedByCall)) {
            failed = step;
            failedByCall = call;
            failedCause = System.identityHashCode(thrown);
        }
    }

    /** Returns whether a failure is already known of a step inside another one. */
    boolean hasFailedInside(Step outer, Throwable thrown) {
        return failed != null && failed.depth > outer.depth && isKnownCause(thrown);
    }

    private boolean isKnownCause(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) { // causes may form a circle
            if (System.identityHashCode(cause) == failedCause) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Notes that it is no longer among the last works; a session may still add to it. */
    void forget() {
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    int kept() {
        return first.size() + last.size();
    }

    /** Returns the step that has failed if the transaction was rolled back or left for it; otherwise null. */
    @Nullable
    Step reason() {
        return state == State.ROLLED_BACK || state == State.ABANDONED ? failed : null;
    }

    Map<String, Object> summary() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("unit", unit);
        json.put("session", session);
        json.put("thread", thread);
        json.put("begun", begun);
        json.put("took", nanos / NANOS_PER_MICRO);
        json.put("state", state.name());
        json.put(
                "deeds",
                deeds.entrySet().stream()
                        .map(deed -> deed.getKey() + " " + deed.getValue())
                        .toList());
        json.put("steps", total);
        json.put("calls", calls);
        json.put("statements", statements);
        json.put("flushes", flushes);
        json.put("failures", failures);
        json.put("cause", cause == null ? "" : cause);
        if (causeId != 0) {
            json.put("causeId", causeId);
        }
        Step reason = reason();
        if (reason != null) {
            json.put("reason", reason.failureJson());
        }
        return json;
    }

    Map<String, Object> json() {
        Map<String, Object> json = summary();
        List<Map<String, Object>> beginning = first.stream().map(Step::json).toList();
        List<Map<String, Object>> end = last.stream().map(Step::json).toList();
        json.put("first", beginning);
        json.put("last", end);
        json.put("leftOut", total - kept());
        return json;
    }

    long begunAt() {
        return begun;
    }

    String unit() {
        return unit;
    }
}
