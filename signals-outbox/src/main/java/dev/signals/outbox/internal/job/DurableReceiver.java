package dev.signals.outbox.internal.job;

import dev.signals.Connection;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import dev.signals.outbox.call.Durable;
import dev.signals.outbox.internal.text.EventText;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of a durable receiver of entities.
 *
 * @param ordered whether the calls for one entity follow the order of the commits
 */
public record DurableReceiver(String name, boolean ordered) implements Durable, DurableDelivery {

    private static final Set<String> SIGNALS = Set.of("changed", "post_save", "post_delete", "m2m_changed");

    /** Creates a delivery; the name is checked. */
    public DurableReceiver {
        Names.check(name);
    }

    @Override
    public Durable orderedPerEntity() {
        return new DurableReceiver(name, true);
    }

    @Override
    public void deliver(ModelEvent<?> event, Call call) {
        if (event instanceof M2mChanged<?> m2m && m2m.action().isPre()) {
            return; // The commit makes final what comes after it.
        }
        FactoryOutbox.of(event.sessionFactory())
                .keep(event, call.connection().signal(), name, ordered, hasCollections(call.connection()));
    }

    private static boolean hasCollections(Connection connection) {
        return connection.part().orElse(null) instanceof ChangedPart part
                && part.includes(ChangedPart.Including.COLLECTIONS);
    }

    @Override
    public @Nullable String fault(Connection connection) {
        if (!SIGNALS.contains(connection.signal())) {
            return this
                    + " is for CHANGED, POST_SAVE, POST_DELETE and M2M_CHANGED, whose events the commit makes final; "
                    + connection.signal() + " comes before that, or has nothing that could be kept";
        }
        return Durables.fault(connection, toString());
    }

    @Override
    public @Nullable String fault(Connection connection, EntityPersister persister) {
        FactoryOutbox outbox = FactoryOutbox.of(persister.getFactory());
        String ofOutbox = outbox.faultOfJobs();
        if (ofOutbox == null && ordered) {
            ofOutbox = outbox.faultOfOrder();
        }
        if (ofOutbox != null) {
            return ofOutbox;
        }
        String fault = EventText.fault(
                persister, hasCollections(connection) || connection.signal().equals("m2m_changed"));
        if (fault != null) {
            return fault
                    + "; a durable call could not read it back. Map it in another way, or connect with afterCommit()";
        }
        Object rival = outbox.receivers().rival(connection, persister);
        return rival == null ? null : "the name \"" + name + "\" is taken by " + rival + "; give each receiver its own";
    }

    @Override
    public String toString() {
        return "durable(\"" + name + "\")" + (ordered ? ".orderedPerEntity()" : "");
    }
}
