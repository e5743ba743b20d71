package dev.signals.hibernate.internal.timeline;

import dev.signals.AfterCall;
import dev.signals.AsyncReceiver;
import dev.signals.Connection;
import dev.signals.ReceiverObserver;
import dev.signals.hibernate.SlowCall;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of receivers that have taken long: it logs them, and keeps the last ones. Used by several threads. */
final class SlowCalls implements ReceiverObserver {

    private static final int MOST = 50;

    private final Duration limit;
    private final SqlText text;

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, so that nothing stays when the factory is dropped
    private final ThreadLocal<@Nullable Running> innermost = new ThreadLocal<>();

    private final Deque<SlowCall> last = new ArrayDeque<>();

    SlowCalls(Duration limit, SqlText text) {
        this.limit = limit;
        this.text = text;
    }

    /** A call that is being made in a thread, inside another one or not. */
    private record Running(
            ExecutedStatements statements, @Nullable Running outer) {}

    @Override
    public AfterCall beforeCall(Connection connection, Object event) {
        ExecutedStatements statements = new ExecutedStatements(text);
        Thread thread = Thread.currentThread();
        long begin = System.nanoTime();
        if (connection.receiver().orElse(null) instanceof AsyncReceiver) {
            // It ends in another thread, and this one goes on with statements of others.
            return failure -> ended(connection, event, thread, begin, statements);
        }
        Running outer = innermost.get();
        innermost.set(new Running(statements, outer));
        return failure -> {
            if (outer == null) {
                innermost.remove();
            } else {
                innermost.set(outer);
            }
            ended(connection, event, thread, begin, statements);
        };
    }

    /** Called for each statement that is prepared. */
    void executed(String sql) {
        for (Running call = innermost.get(); call != null; call = call.outer()) {
            call.statements().add(sql);
        }
    }

    private void ended(Connection connection, Object event, Thread thread, long begin, ExecutedStatements statements) {
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        if (duration.compareTo(limit) >= 0) {
            SlowCall call = LoggedCall.of(connection, event, thread, duration, limit, statements);
            add(call);
            System.getLogger(SlowCall.class.getName()).log(Level.WARNING, call.toString());
        }
    }

    private synchronized void add(SlowCall call) {
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(call);
    }

    synchronized List<SlowCall> last() {
        return List.copyOf(last);
    }
}
