package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * An option that narrows the sender to a part of it, for instance to one association of an entity class.
 *
 * <p>Unlike a {@linkplain Options#filter filter} it belongs to what a registration is known by: the same receiver, or the
 * same uid, may be connected once for each part of a sender and once for the whole of it. Parts are compared by {@code
 * equals}. {@code toString} is what messages put behind the name of the sender, for instance {@code .tags}.
 *
 * @param <E> the events that tell which part they are about
 */
public interface SenderPart<E> extends Option<E> {

    /** Whether an event is about this part. Called in the sending thread, before the filter. */
    boolean includes(E event);

    /**
     * Whether a registration for this part of {@code sender} is for the same as one for {@code otherPart} of {@code otherSender},
     * so that one uid is not given to both. A part that stands for a sender by another name overrides this, and must then give the
     * same answer from either side. Called at connect and disconnect.
     *
     * @param sender null for any sender
     * @param otherPart null for the whole of it
     */
    default boolean isSame(
            @Nullable Class<?> sender, @Nullable Class<?> otherSender, @Nullable SenderPart<?> otherPart) {
        return sender == otherSender && equals(otherPart);
    }
}
