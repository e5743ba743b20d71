package dev.signals.hibernate.internal.session;

import java.util.HashSet;
import java.util.Set;

/**
 * How a session writes at one moment, which what it has written keeps until it is announced.
 *
 * @param muted the signals that must not tell of it, by name
 * @param raw whether receivers shall leave it as it is
 */
public record WriteMode(Set<String> muted, boolean raw) {

    /** As always. */
    public static final WriteMode NORMAL = new WriteMode(Set.of(), false);

    public boolean mutes(String signal) {
        return muted.contains(signal);
    }

    /** The same, but raw. */
    public WriteMode asRaw() {
        return new WriteMode(muted, true);
    }

    /** What holds for two writes as one: what hears of either hears of both. */
    WriteMode and(WriteMode later) {
        Set<String> both = new HashSet<>(muted);
        both.retainAll(later.muted);
        return new WriteMode(Set.copyOf(both), raw && later.raw);
    }
}
