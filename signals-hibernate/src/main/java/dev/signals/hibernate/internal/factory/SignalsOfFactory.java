package dev.signals.hibernate.internal.factory;

import dev.signals.Scope;
import dev.signals.Signal;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.internal.connect.EntityRule;
import dev.signals.hibernate.signal.BulkSignal;
import dev.signals.hibernate.signal.ChangedSignal;
import dev.signals.hibernate.signal.CollectionChangedSignal;
import dev.signals.hibernate.signal.M2mChangedSignal;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.hibernate.signal.PostDeleteSignal;
import dev.signals.hibernate.signal.PostInitSignal;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.hibernate.signal.PreDeleteSignal;
import dev.signals.hibernate.signal.PreInitSignal;
import dev.signals.hibernate.signal.PreSaveSignal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The signals of one session factory, each a part of the signal of the process. */
record SignalsOfFactory(
        PreInitSignal preInit,
        PostInitSignal postInit,
        PreSaveSignal preSave,
        PostSaveSignal postSave,
        PreDeleteSignal preDelete,
        PostDeleteSignal postDelete,
        M2mChangedSignal m2mChanged,
        CollectionChangedSignal collectionChanged,
        ChangedSignal changed,
        BulkSignal bulkUpdated,
        BulkSignal bulkDeleted) {

    /** @param rule the rule that knows the entities of the factory */
    SignalsOfFactory(EntityRule rule) {
        this(
                new PreInitSignal(ModelSignals.PRE_INIT.signal().scoped(rule)),
                new PostInitSignal(ModelSignals.POST_INIT.signal().scoped(rule)),
                new PreSaveSignal(ModelSignals.PRE_SAVE.signal().scoped(rule)),
                new PostSaveSignal(ModelSignals.POST_SAVE.signal().scoped(rule)),
                new PreDeleteSignal(ModelSignals.PRE_DELETE.signal().scoped(rule)),
                new PostDeleteSignal(ModelSignals.POST_DELETE.signal().scoped(rule)),
                new M2mChangedSignal(ModelSignals.M2M_CHANGED.signal().scoped(rule)),
                new CollectionChangedSignal(
                        ModelSignals.COLLECTION_CHANGED.signal().scoped(rule)),
                new ChangedSignal(ModelSignals.CHANGED.signal().scoped(rule)),
                new BulkSignal(ModelSignals.BULK_UPDATED.signal().scoped(rule)),
                new BulkSignal(ModelSignals.BULK_DELETED.signal().scoped(rule)));
    }

    List<Signal<?>> every() {
        return Stream.<ModelSignal<?>>of(
                        preInit,
                        postInit,
                        preSave,
                        postSave,
                        preDelete,
                        postDelete,
                        m2mChanged,
                        collectionChanged,
                        changed,
                        bulkUpdated,
                        bulkDeleted)
                .<Signal<?>>map(ModelSignal::signal)
                .toList();
    }

    /**
     * Opens a scope of each signal.
     *
     * @param only the signals it is done for; none for all
     */
    Scope each(Function<Signal<?>, Scope> open, ModelSignal<?>... only) {
        Set<String> names = names(only);
        List<Scope> opened = every().stream()
                .filter(signal -> names.contains(signal.name()))
                .map(open)
                .toList();
        return () -> opened.forEach(Scope::close);
    }

    /** Returns the names of signals; of all, if none is given. Signals of the process have the names of these. */
    Set<String> names(ModelSignal<?>... signals) {
        Objects.requireNonNull(signals, "signals");
        for (ModelSignal<?> signal : signals) {
            Objects.requireNonNull(signal, "signal");
        }
        return (signals.length == 0 ? every().stream() : Arrays.stream(signals).<Signal<?>>map(ModelSignal::signal))
                .map(Signal::name)
                .collect(Collectors.toSet());
    }
}
