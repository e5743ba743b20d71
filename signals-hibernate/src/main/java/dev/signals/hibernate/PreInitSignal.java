package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import java.util.function.Consumer;

/** The signal {@code pre_init}, which sends {@link PreInit} events. */
public final class PreInitSignal extends ModelSignal<PreInit<?>> {

    PreInitSignal(Signal<PreInit<?>> signal, Consumer<Connection> check) {
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
            Class<T> sender, SignalReceiver<? super PreInit<T>> receiver, Option<? super PreInit<T>>... options) {
        return connectTo(sender, receiver, options);
    }

    /**
     * The same signal for a part of the application, see {@link Signal#scoped}.
     *
     * @param check called after each connect to the part; throws {@code IllegalArgumentException} to refuse it
     */
    public PreInitSignal scoped(Consumer<Connection> check) {
        return new PreInitSignal(signal().scoped(), check);
    }
}
