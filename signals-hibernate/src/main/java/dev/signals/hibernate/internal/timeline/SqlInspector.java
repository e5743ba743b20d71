package dev.signals.hibernate.internal.timeline;

import java.util.concurrent.atomic.AtomicInteger;
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

    /**
     * @param next the inspector of the application; null if it has none
     */
    SqlInspector(@Nullable StatementInspector next) {
        this.next = next;
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
        if (readers.get() > 0) {
            last.set(inspected == null ? sql : inspected);
        }
        return inspected;
    }

    @Override
    public String last() {
        String sql = last.get(); // kept, because another timeline may need it too; the next statement replaces it
        return sql == null ? "statement" : sql;
    }
}
