package dev.signals.hibernate.internal.receiver;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.signal.ModelSignal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The signals by the type of the events they send. */
final class EventSignals {

    private static final Map<Class<?>, Function<FactorySignals, ModelSignal<?>>> SIGNALS = Map.of(
            PreInit.class, FactorySignals::preInit,
            PostInit.class, FactorySignals::postInit,
            PreSave.class, FactorySignals::preSave,
            PostSave.class, FactorySignals::postSave,
            PreDelete.class, FactorySignals::preDelete,
            PostDelete.class, FactorySignals::postDelete,
            M2mChanged.class, FactorySignals::m2mChanged,
            CollectionChanged.class, FactorySignals::collectionChanged,
            Changed.class, FactorySignals::changed);

    private EventSignals() {}

    /** Returns whether a signal sends this type of event. */
    static boolean isSent(Class<?> event) {
        return SIGNALS.containsKey(event);
    }

    static ModelSignal<?> of(FactorySignals signals, Class<?> event) {
        return Objects.requireNonNull(SIGNALS.get(event), "signal").apply(signals);
    }
}
