package dev.signals.hibernate.internal.access;

import java.util.List;

/**
 * The calls that have caused each other before something happens: in other threads, and by module {@code signals-outbox} in other
 * processes. It is made to be kept as text.
 *
 * @param calls their number; 0 at the beginning
 * @param last the last of them, if there are so many that the end is near; each is what {@link
 *     dev.signals.hibernate.SignalLoopException} says of it
 */
public record CallChain(int calls, List<List<String>> last) {

    /** Nothing has caused it. */
    public static final CallChain NONE = new CallChain(0, List.of());
}
