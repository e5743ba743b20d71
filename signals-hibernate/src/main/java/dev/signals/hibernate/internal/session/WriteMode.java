package dev.signals.hibernate.internal.session;

import java.util.HashSet;
import java.util.Set;

/**
 * The mode in which a session writes at one moment. A write keeps its mode until it is announced, and the event as long as it
 * lives.
 *
 * @param muted the names of the signals that must not be sent for it
 * @param raw whether receivers should leave other rows alone
 * @param context why and for whom it writes
 */
public record WriteMode(Set<String> muted, boolean raw, EventContext context) {

    /** The normal mode: nothing muted, not raw, and nothing known about why and for whom. */
    public static final WriteMode NORMAL = new WriteMode(Set.of(), false, EventContext.EMPTY);

    public boolean mutes(String signal) {
        return muted.contains(signal);
    }

    /** Returns this mode with {@code raw} set. */
    public WriteMode asRaw() {
        return new WriteMode(muted, true, context);
    }

    /** Returns this mode for a reason. */
    WriteMode because(String reason) {
        return new WriteMode(muted, raw, context.because(reason));
    }

    /**
     * Returns the mode of two writes that are announced as one. A signal is muted, or the write raw, only if both are. The
     * context is the later one, as the state is.
     */
    WriteMode and(WriteMode later) {
        if (this == later) {
            return later;
        }
        Set<String> both = new HashSet<>(muted);
        both.retainAll(later.muted);
        return new WriteMode(Set.copyOf(both), raw && later.raw, later.context);
    }
}
