package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The modes in which one session writes at present. */
public final class WriteModes {

    private final Map<String, Integer> mutes = new HashMap<>();
    private final @Nullable Supplier<Map<String, Object>> providers;
    private final ThreadReason threadReason;
    private EventContext given;
    private int raws;

    /** What the providers have answered in this transaction; null if they have not been asked. */
    private @Nullable Map<String, Object> provided;

    /** Null until the providers have been asked. Without providers it is never null, so that asking costs nothing. */
    private @Nullable WriteMode current;

    /**
     * @param providers returns values for the context; null if there are none
     * @param threadReason the reason of the thread, for a session that has none
     * @param given the context at the beginning
     */
    WriteModes(@Nullable Supplier<Map<String, Object>> providers, ThreadReason threadReason, EventContext given) {
        this.providers = providers;
        this.threadReason = threadReason;
        this.given = given;
        refresh();
    }

    /** Mutes signals, by name, until the scope is closed. Mutes of the same signal are counted. */
    public Scope mute(Set<String> signals) {
        signals.forEach(signal -> mutes.merge(signal, 1, Integer::sum));
        return opened(() -> signals.forEach(
                signal -> mutes.computeIfPresent(signal, (key, count) -> count == 1 ? null : count - 1)));
    }

    /** Returns whether a signal is muted at this moment. */
    public boolean mutes(String signal) {
        return !mutes.isEmpty() && mutes.containsKey(signal);
    }

    /** Writes raw until the scope is closed. */
    public Scope raw() {
        raws++;
        return opened(() -> raws--);
    }

    /** Writes for this reason until the scope is closed. */
    public Scope because(String reason) {
        String outer = given.reason();
        given = given.because(reason);
        return opened(() -> given = given.because(outer));
    }

    private Scope opened(Runnable end) {
        refresh();
        return Scope.of(() -> {
            end.run();
            refresh();
        });
    }

    /** Changes the context that was given for this session. Without it, the values are those of the providers. */
    public void change(UnaryOperator<EventContext> change) {
        given = change.apply(given);
        refresh();
    }

    /** Returns the context that was given for this session, without the values of the providers. */
    EventContext given() {
        return given;
    }

    /** Asks the providers again when the context is needed next: a transaction has begun, or ended. */
    void transactionChanges() {
        if (providers != null) {
            provided = null;
            refresh();
        }
    }

    private void refresh() {
        current = providers == null || provided != null ? mode() : null;
    }

    private WriteMode mode() {
        EventContext context = provided == null ? given : given.completedWith(provided);
        return mutes.isEmpty() && raws == 0 && context.isEmpty()
                ? WriteMode.NORMAL
                : new WriteMode(Set.copyOf(mutes.keySet()), raws > 0, context);
    }

    /** Returns the mode of the session at this moment. It does not change later. */
    public WriteMode current() {
        WriteMode now = current;
        return threadReason.complete(now != null ? now : ask());
    }

    private WriteMode ask() {
        if (providers != null) {
            provided = Map.of(); // a provider must not be asked again because of what it does itself
            current = mode();
            provided = providers.get();
        }
        WriteMode asked = mode();
        current = asked;
        return asked;
    }
}
