package dev.signals.it.harmless;

import dev.signals.Option;
import dev.signals.Options;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.OnChange;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Receivers that read all there is to read of an event, and do nothing. */
final class ReadingReceivers {

    /** What can be listened to. */
    enum Ear {
        PRE_INIT,
        POST_INIT,
        PRE_SAVE,
        POST_SAVE,
        PRE_DELETE,
        POST_DELETE,
        M2M_CHANGED,
        COLLECTION_CHANGED,
        CHANGED,
        /** The signals after the flush, once more in each phase of the transaction. */
        PHASES,
        /** The collections with {@code mappedBy}, for which deletions are heard too. */
        INVERSE_SIDES,
        /** No signal: after each step, what the next flush would write is asked of each entity. */
        PENDING_CHANGES;

        /** All of them for half of the domains, some for the others: a look that is made for one signal may hide behind another's. */
        static Set<Ear> choose(Dice dice) {
            Set<Ear> chosen = EnumSet.allOf(Ear.class);
            if (dice.chance(1, 2)) {
                chosen.removeIf(ear -> dice.chance(2, 3));
            }
            return chosen;
        }

        static boolean hearsDeletions(Set<Ear> ears) {
            return ears.contains(PRE_DELETE)
                    || ears.contains(POST_DELETE)
                    || ears.contains(CHANGED)
                    || ears.contains(INVERSE_SIDES);
        }
    }

    private final SessionFactory factory;
    private final FactorySignals signals;
    private long calls;

    ReadingReceivers(SessionFactory factory) {
        this.factory = factory;
        this.signals = ModelSignals.of(factory);
    }

    /** How often a receiver was called. */
    long calls() {
        return calls;
    }

    void connect(Set<Ear> ears) {
        connect(ears, List.of());
        if (ears.contains(Ear.PHASES)) {
            Set<Ear> late = EnumSet.copyOf(ears);
            late.removeAll(Set.of(Ear.PRE_INIT, Ear.POST_INIT));
            connect(late, List.of(ModelSignals.beforeCommit()));
            connect(late, List.of(ModelSignals.afterCommit()));
            late.remove(Ear.CHANGED); // A transaction that is rolled back has changed nothing.
            connect(late, List.of(ModelSignals.afterRollback()));
            connect(late, List.of(ModelSignals.afterCompletion()));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void connect(Set<Ear> ears, List<Option<TransactionEvent>> phase) {
        Option[] options = phase.toArray(Option[]::new);
        for (Ear ear : ears) {
            switch (ear) {
                case PRE_INIT -> signals.preInit().connect(this::read, options);
                case POST_INIT -> signals.postInit().connect(this::read, options);
                case PRE_SAVE -> signals.preSave().connect(this::read, options);
                case POST_SAVE -> signals.postSave().connect(this::read, options);
                case PRE_DELETE -> signals.preDelete().connect(this::read, options);
                case POST_DELETE -> signals.postDelete().connect(this::read, options);
                case M2M_CHANGED -> signals.m2mChanged().connect(this::read, options);
                case COLLECTION_CHANGED -> signals.collectionChanged().connect(this::read, options);
                case CHANGED -> {
                    List<Option> more = new ArrayList<>(List.of(options));
                    more.add(ModelSignals.includingCollections());
                    more.add(ModelSignals.includingCreatedAndDeleted());
                    signals.changed().connect(this::read, more.toArray(Option[]::new));
                }
                case INVERSE_SIDES -> connectInverseSides(options);
                case PHASES, PENDING_CHANGES -> {}
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void connectInverseSides(Option[] options) {
        signals.postDelete().connect(this::read, options);
        factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .forEachCollectionDescriptor(collection -> {
                    EntityPersister declaring = collection.getOwnerEntityPersister();
                    Class owner = declaring.getMappedClass();
                    String name = collection
                            .getRole()
                            .substring(declaring.getEntityName().length() + 1);
                    if (collection.isInverse() && collection.getMappedByProperty() != null) {
                        signals.m2mChanged().connect(owner, name, this::read, options);
                        List<Option> more = new ArrayList<>(List.of(options));
                        more.add(Options.includingSubtypes());
                        signals.m2mChanged().connect(owner, name, this::read, more.toArray(Option[]::new));
                    }
                });
    }

    private void read(Object event) {
        calls++;
        if (event instanceof ModelEvent<?> model) {
            if (!(event instanceof PreInit<?>)) {
                use(model.instance());
            }
            use(model.id());
            use(model.summary());
            use(model.toString());
            use(model.reason());
            use(model.context());
        }
        if (event instanceof PreSave<?> save) {
            changes(save);
            use(save.updateFields());
        } else if (event instanceof PostSave<?> save) {
            changes(save);
            use(save.updateFields());
            state(save.state());
        } else if (event instanceof Changed<?> changed) {
            changes(changed);
            state(changed.state());
            changed.collections().values().forEach(ReadingReceivers::use);
        } else if (event instanceof PreDelete<?> delete) {
            state(delete.deletedState());
            use(delete.origin());
        } else if (event instanceof PostDelete<?> delete) {
            state(delete.deletedState());
            use(delete.origin());
        } else if (event instanceof PreInit<?> init) {
            state(init.state());
            use(init.constructed());
            use(init.arguments());
        } else if (event instanceof PostInit<?> init) {
            state(init.state());
            use(init.constructed());
        } else if (event instanceof M2mChanged<?> change) {
            change.pks().forEach(ReadingReceivers::use);
            change.elements().forEach(ReadingReceivers::use);
            use(change.pksKnown());
            use(change.reverse());
            use(change.model());
        } else if (event instanceof CollectionChanged<?> change) {
            change.added().forEach(ReadingReceivers::use);
            change.removed().forEach(ReadingReceivers::use);
        }
    }

    /** Reads what the next flush of a session would write. */
    void readPending(Session session) {
        for (Map.Entry<Object, EntityEntry> managed : session.unwrap(SessionImplementor.class)
                .getPersistenceContextInternal()
                .reentrantSafeEntityEntries()) {
            for (Change change : signals.changes(session, managed.getKey())) {
                use(change.attribute());
                use(change.oldValue());
                use(change.newValue());
            }
        }
    }

    private static void changes(ChangeEvent<?> event) {
        for (Change change : event.changes()) {
            use(change.attribute());
            use(change.oldValue());
            use(change.newValue());
            use(event.changes().get(ofWhole(change.attribute())));
            OnChange condition = ModelSignals.onChange(change.attribute());
            if (!condition.from(change.oldValue()).test(event)
                    || !condition.to(change.newValue()).test(event)) {
                throw new AssertionError("a condition on the values of " + change + " does not accept " + event);
            }
        }
        use(ModelSignals.createdOnly().test(event));
        use(ModelSignals.updatedOnly().test(event));
    }

    /** Returns the name of the embeddable that an attribute is a part of; the attribute itself if there is none. */
    private static String ofWhole(String attribute) {
        int end = attribute.lastIndexOf('.');
        return end < 0 ? attribute : attribute.substring(0, end);
    }

    private static void state(Map<String, @Nullable Object> state) {
        state.forEach((name, value) -> use(value));
    }

    /** Values belong to the application: asking one of them for its text may load it. */
    private static void use(@Nullable Object value) {
        if (value == Boolean.class) {
            throw new AssertionError();
        }
    }
}
