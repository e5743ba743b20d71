package dev.signals.hibernate.internal.session;

import dev.signals.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The modes in which one session writes at present. */
public final class WriteModes {

    private final Map<String, Integer> mutes = new HashMap<>();
    private int raws;
    private WriteMode current = WriteMode.NORMAL;

    /** Mutes signals, by name, until the scope is closed. Mutes of the same signal are counted. */
    public Scope mute(Set<String> signals) {
        signals.forEach(signal -> mutes.merge(signal, 1, Integer::sum));
        return opened(() -> signals.forEach(
                signal -> mutes.computeIfPresent(signal, (key, count) -> count == 1 ? null : count - 1)));
    }

    /** Writes raw until the scope is closed. */
    public Scope raw() {
        raws++;
        return opened(() -> raws--);
    }

    private Scope opened(Runnable end) {
        refresh();
        return Scope.of(() -> {
            end.run();
            refresh();
        });
    }

    private void refresh() {
        current = mutes.isEmpty() && raws == 0 ? WriteMode.NORMAL : new WriteMode(Set.copyOf(mutes.keySet()), raws > 0);
    }

    /** Returns the mode of the session at this moment. It does not change later. */
    public WriteMode current() {
        return current;
    }
}
