package dev.signals.hibernate.internal.timeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * An inspector that sees each statement right before its session notifies the listeners that a statement is prepared,
 * in the same thread. The inspector knows the text, the listeners know the session. The text is kept only while a
 * timeline is open.
 */
final class SqlInspector implements StatementInspector, Statements {

    private static final long serialVersionUID = 1L;

    private final @Nullable StatementInspector next;
    private final transient AtomicInteger readers = new AtomicInteger();
    private final transient ThreadLocal<String> last = new ThreadLocal<>();
    private final transient List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param next the inspector of the application; null if it has none
     */
    SqlInspector(@Nullable StatementInspector next) {
        this.next = next;
    }

    /** Notifies {@code listener} of the text of each statement, in the thread that prepares it. */
    void notify(Consumer<String> listener) {
        listeners.add(listener);
    }

    void opened() {
        readers.incrementAndGet();
    }

    void closed() {
        readers.decrementAndGet();
    }

    @Override
    public @Nullable String inspect(String sql) {
        String inspected = next == null ? sql : next.inspect(sql);
        String executed = inspected == null ? sql : inspected;
        if (readers.get() > 0) {
            last.set(executed);
        }
        listeners.forEach(listener -> listener.accept(executed));
        return inspected;
    }

    @Override
    public String last() {
        String sql = last.get(); // kept, because another timeline may need it too; the next statement replaces it
        return sql == null ? "statement" : sql;
    }
}
