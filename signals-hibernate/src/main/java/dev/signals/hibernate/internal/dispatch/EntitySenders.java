package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entity classes of one session factory, to find receivers that wait for a class it does not have. */
public final class EntitySenders implements Consumer<Connection> {

    private static final int MOST_CANDIDATES = 20;

    private final String factory;
    private final Set<Class<?>> entities;
    private final CollectionAttributes collections;

    public EntitySenders(String factory, Set<Class<?>> entities, CollectionAttributes collections) {
        this.factory = factory;
        this.entities = entities;
        this.collections = collections;
    }

    /** Checks a connection to the signals of this factory. */
    @Override
    public void accept(Connection connection) {
        String fault = fault(connection);
        if (fault != null) {
            throw new IllegalArgumentException("cannot connect " + connection + ": " + fault);
        }
    }

    /**
     * Checks a connection to the signals of the process at start-up. It may be meant for another factory, which a class with
     * {@code @Entity} gets the benefit of the doubt for.
     */
    public void checkOfProcess(Connection connection) {
        Class<?> sender = connection.sender().orElse(null);
        boolean mayBelongElsewhere =
                sender != null && (connection.includesSubtypes() || sender.isAnnotationPresent(Entity.class));
        boolean isHere = sender != null && entities.contains(sender);
        String fault = mayBelongElsewhere && !isHere ? null : fault(connection);
        if (fault != null) {
            throw new IllegalStateException(connection + " can never be called: " + fault
                    + "; if the class belongs to another session factory, connect with ModelSignals.of(thatFactory)");
        }
    }

    /** Whether a connection can be called for any entity of this factory. */
    public boolean includeAnyFor(Connection connection) {
        return fault(connection) == null;
    }

    private @Nullable String fault(Connection connection) {
        Class<?> sender = connection.sender().orElse(null);
        if (sender == null) {
            return null;
        }
        List<Class<?>> matching = entities.stream()
                .filter(entity ->
                        entity == sender || (connection.includesSubtypes() && sender.isAssignableFrom(entity)))
                .toList();
        if (!matching.isEmpty()) {
            return collections.fault(connection, matching);
        }
        String fault = connection.includesSubtypes()
                ? "no entity of session factory \"" + factory + "\" is a subtype of " + sender.getName()
                : sender.getName() + " is no entity of session factory \"" + factory + "\"";
        return fault + "; its entities are "
                + entities.stream()
                        .map(Class::getName)
                        .sorted()
                        .limit(MOST_CANDIDATES)
                        .collect(Collectors.joining(", "))
                + (entities.size() > MOST_CANDIDATES ? ", ..." : "");
    }
}
