package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A look-up of whether some signals of one session factory have receivers. Answers are kept until a connection changes. */
public final class ReceiverLookup {

    private final List<Signal<?>> signals;
    private final Signal<?>[] watched;
    private final Predicate<EntityPersister> more;
    private volatile Version version = new Version();

    /** An answer that is valid as long as the signals have these versions. */
    private static final class Version {

        private final Object[] versions;
        private volatile @Nullable Boolean anyReceivers;

        Version(Object... versions) {
            this.versions = versions;
        }

        boolean isOf(Signal<?>[] signals) {
            for (int i = 0; i < versions.length; i++) {
                if (versions[i] != signals[i].version()) {
                    return false;
                }
            }
            return versions.length == signals.length;
        }
    }

    public ReceiverLookup(Signal<?>... signals) {
        this.signals = List.of(signals);
        this.watched = signals.clone();
        this.more = persister -> false;
    }

    private ReceiverLookup(List<Signal<?>> signals, Signal<?>[] watched, Predicate<EntityPersister> more) {
        this.signals = signals;
        this.watched = watched;
        this.more = more;
    }

    /**
     * Returns a look-up that has further entity types with receivers.
     *
     * @param signal the signal whose connections decide it
     * @param more whether an entity type is one of them
     */
    public ReceiverLookup or(Signal<?> signal, Predicate<EntityPersister> more) {
        Signal<?>[] all = Arrays.copyOf(watched, watched.length + 1);
        all[watched.length] = signal;
        return new ReceiverLookup(signals, all, more);
    }

    /** Returns an object that is replaced whenever a connection has changed. */
    public Object version() {
        Version now = version;
        if (!now.isOf(watched)) {
            now = new Version(Arrays.stream(watched).map(Signal::version).toArray());
            version = now;
        }
        return now;
    }

    /** Returns whether any entity of the factory has receivers. */
    public boolean hasAnyReceivers(SessionFactoryImplementor factory) {
        Version now = (Version) version();
        Boolean known = now.anyReceivers;
        if (known == null) {
            boolean[] found = {false};
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> found[0] |= hasReceivers(persister));
            known = found[0];
            now.anyReceivers = known;
        }
        return known;
    }

    /** Returns whether this entity type itself has receivers. */
    public boolean hasReceivers(EntityPersister persister) {
        return signals.stream().anyMatch(signal -> signal.hasReceivers(persister.getMappedClass()))
                || more.test(persister);
    }
}
