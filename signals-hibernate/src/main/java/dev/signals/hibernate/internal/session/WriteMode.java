package dev.signals.hibernate.internal.session;

import java.util.HashSet;
import java.util.Set;

/**
 * The mode in which a session writes at one moment. A write keeps its mode until it is announced.
 *
 * @param muted the names of the signals that must not be sent for it
 * @param raw whether receivers should leave other rows alone
 */
public record WriteMode(Set<String> muted, boolean raw) {

    /** The normal mode: nothing muted, not raw. */
    public static final WriteMode NORMAL = new WriteMode(Set.of(), false);

    public boolean mutes(String signal) {
        return muted.contains(signal);
    }

    /** Returns this mode with {@code raw} set. */
    public WriteMode asRaw() {
        return new WriteMode(muted, true);
    }

    /** Returns the mode of two writes that are announced as one. A signal is muted, or the write raw, only if both are. */
    WriteMode and(WriteMode later) {
        Set<String> both = new HashSet<>(muted);
        both.retainAll(later.muted);
        return new WriteMode(Set.copyOf(both), raw && later.raw);
    }
}
