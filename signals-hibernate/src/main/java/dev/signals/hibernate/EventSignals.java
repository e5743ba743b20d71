package dev.signals.hibernate;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Which signal sends which events. */
final class EventSignals {

    private static final Map<Class<?>, Function<ModelSignals, ModelSignal<?>>> SIGNALS = Map.of(
            PreInit.class, ModelSignals::preInit,
            PostInit.class, ModelSignals::postInit,
            PreSave.class, ModelSignals::preSave,
            PostSave.class, ModelSignals::postSave,
            PreDelete.class, ModelSignals::preDelete,
            PostDelete.class, ModelSignals::postDelete,
            M2mChanged.class, ModelSignals::m2mChanged,
            CollectionChanged.class, ModelSignals::collectionChanged,
            Changed.class, ModelSignals::changed);

    private EventSignals() {}

    static boolean isSent(Class<?> event) {
        return SIGNALS.containsKey(event);
    }

    static ModelSignal<?> of(ModelSignals signals, Class<?> event) {
        return Objects.requireNonNull(SIGNALS.get(event), "signal").apply(signals);
    }

    /** The changes an event tells. */
    static Changes changes(Object event) {
        if (event instanceof PreSave<?> save) {
            return save.changes();
        } else if (event instanceof PostSave<?> save) {
            return save.changes();
        }
        return ((Changed<?>) event).changes();
    }

    static boolean haveChanges(Class<?> event) {
        return event == PreSave.class || event == PostSave.class || event == Changed.class;
    }

    /** Whether the events of a signal tell changes. */
    static boolean haveChanges(String signal) {
        return signal.equals("pre_save") || signal.equals("post_save") || signal.equals("changed");
    }
}
