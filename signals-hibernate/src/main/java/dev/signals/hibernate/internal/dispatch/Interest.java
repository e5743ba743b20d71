package dev.signals.hibernate.internal.dispatch;

import dev.signals.Signal;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Whether anybody listens to some signals of one session factory. Answers are kept until a connection changes. */
public final class Interest {

    private final List<Signal<?>> signals;
    private volatile Version version = new Version();

    /** What holds as long as the signals are of these versions. */
    private static final class Version {

        private final Object[] versions;
        private volatile @Nullable Boolean idle;

        Version(Object... versions) {
            this.versions = versions;
        }

        boolean isOf(List<Signal<?>> signals) {
            for (int i = 0; i < versions.length; i++) {
                if (versions[i] != signals.get(i).version()) {
                    return false;
                }
            }
            return versions.length == signals.size();
        }
    }

    public Interest(Signal<?>... signals) {
        this.signals = List.of(signals);
    }

    /** An object that is replaced by another one whenever a connection has changed. */
    public Object version() {
        Version now = version;
        if (!now.isOf(signals)) {
            now = new Version(signals.stream().map(Signal::version).toArray());
            version = now;
        }
        return now;
    }

    /** Whether nobody listens to any entity of the factory. */
    public boolean isIdle(SessionFactoryImplementor factory) {
        Version now = (Version) version();
        Boolean idle = now.idle;
        if (idle == null) {
            boolean[] wanted = {false};
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> wanted[0] |= covers(persister));
            idle = !wanted[0];
            now.idle = idle;
        }
        return idle;
    }

    /** Whether anybody listens to this very entity type. */
    public boolean covers(EntityPersister persister) {
        return signals.stream().anyMatch(signal -> signal.hasReceivers(persister.getMappedClass()));
    }
}
