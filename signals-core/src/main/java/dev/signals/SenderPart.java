package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * An option that narrows the sender to a part of it, for instance to one association of an entity class.
 *
 * <p>Unlike a {@linkplain Options#filter filter}, the part belongs to the key of a connection: the same receiver, or
 * the same uid, may be connected once for each part of a sender and once for the whole sender. Parts are compared by
 * {@code equals}. Messages append {@code toString} to the name of the sender, for instance {@code .tags}.
 *
 * @param <E> the type of the events, from which the part can be read
 */
public interface SenderPart<E> extends Option<E> {

    /** Returns whether an event is about this part. Called in the sending thread, before the filter. */
    boolean includes(E event);

    /**
     * Returns whether a connection for this part of {@code sender} has the same key as a connection for {@code
     * otherPart} of {@code otherSender}, so that one uid is not used for both. Override it in a part that names a
     * sender in another way; the answer must then be the same from either side. Called at connect and disconnect.
     *
     * @param sender null for any sender
     * @param otherPart null for the whole sender
     */
    default boolean isSame(
            @Nullable Class<?> sender, @Nullable Class<?> otherSender, @Nullable SenderPart<?> otherPart) {
        return sender == otherSender && equals(otherPart);
    }
}
