package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import java.util.function.Consumer;

/** The signal {@code post_init}, which sends {@link PostInit} events. */
public final class PostInitSignal extends ModelSignal<PostInit<?>> {

    PostInitSignal(Signal<PostInit<?>> signal, Consumer<Connection> check) {
        super(signal, check);
    }

    /**
     * Connects a receiver for one entity class.
     *
     * @throws IllegalArgumentException as {@link Signal#connect(Class, SignalReceiver, Option...)}, and if no entity can
     *     ever match {@code sender}
     */
    @SafeVarargs
    public final <T> Connection connect(
            Class<T> sender, SignalReceiver<? super PostInit<T>> receiver, Option<? super PostInit<T>>... options) {
        return connectTo(sender, receiver, options);
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param check called after each connect to the part; throws {@code IllegalArgumentException} to refuse it
     */
    public PostInitSignal scoped(Consumer<Connection> check) {
        return new PostInitSignal(signal().scoped(), check);
    }
}
