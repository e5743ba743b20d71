package dev.signals.cdi;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.signal.ModelSignal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The signals by the type of the events that are observed. */
final class ObservedSignals {

    private static final Map<Class<?>, List<Function<FactorySignals, ModelSignal<?>>>> SIGNALS = Map.ofEntries(
            Map.entry(PreInit.class, List.of(FactorySignals::preInit)),
            Map.entry(PostInit.class, List.of(FactorySignals::postInit)),
            Map.entry(PreSave.class, List.of(FactorySignals::preSave)),
            Map.entry(PostSave.class, List.of(FactorySignals::postSave)),
            Map.entry(PreDelete.class, List.of(FactorySignals::preDelete)),
            Map.entry(PostDelete.class, List.of(FactorySignals::postDelete)),
            Map.entry(M2mChanged.class, List.of(FactorySignals::m2mChanged)),
            Map.entry(CollectionChanged.class, List.of(FactorySignals::collectionChanged)),
            Map.entry(Changed.class, List.of(FactorySignals::changed)),
            Map.entry(BulkStatement.class, List.of(FactorySignals::bulkUpdated, FactorySignals::bulkDeleted)));

    private ObservedSignals() {}

    /** Returns whether events of this type are what signals send, or a type that several of them share. */
    static boolean isEvent(Class<?> type) {
        return TransactionEvent.class.isAssignableFrom(type)
                && type.getPackageName().equals(TransactionEvent.class.getPackageName());
    }

    /** Returns whether a signal sends this type of event. */
    static boolean areSent(Class<?> event) {
        return SIGNALS.containsKey(event);
    }

    /**
     * Returns the signals that send this type of event.
     *
     * @throws IllegalStateException if the session factory does not watch bulk statements
     */
    static List<ModelSignal<?>> of(FactorySignals signals, Class<?> event) {
        return Objects.requireNonNull(SIGNALS.get(event), "signals of the event").stream()
                .<ModelSignal<?>>map(signal -> signal.apply(signals))
                .toList();
    }
}
