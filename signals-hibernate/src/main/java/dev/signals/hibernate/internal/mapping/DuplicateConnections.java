package dev.signals.hibernate.internal.mapping;

import dev.signals.Connection;
import dev.signals.SenderPart;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the process that name one entity in different ways. The names of an entity are known for certain
 * only when it is mapped. Before that, two of its names may have been connected with the same uid, or the same
 * receiver.
 */
final class DuplicateConnections {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.ModelSignals");

    private DuplicateConnections() {}

    /**
     * Disconnects each connection that is a duplicate of an earlier one. It would not have been made if the names had
     * been known.
     *
     * @return the other connections
     */
    static List<Connection> close(List<Connection> connections) {
        List<Connection> firsts = new ArrayList<>();
        for (Connection connection : connections) {
            firsts.stream()
                    .filter(first -> isSame(first, connection))
                    .findFirst()
                    .ifPresentOrElse(first -> close(connection, first), () -> firsts.add(connection));
        }
        return firsts;
    }

    private static void close(Connection connection, Connection first) {
        if (connection.disconnect()) {
            LOG.log(
                    Level.INFO,
                    connection + " has been disconnected: it names the same entity as " + first
                            + ", and the first stays");
        }
    }

    private static boolean isSame(Connection first, Connection second) {
        return first.signal().equals(second.signal())
                && isNamedAlike(first, second)
                && isForSame(first, second.sender().orElse(null), second);
    }

    private static boolean isNamedAlike(Connection first, Connection second) {
        return first.uid().equals(second.uid())
                && (first.uid().isPresent()
                        || (first.receiver().isPresent()
                                && first.receiver().get() == second.receiver().orElse(null)));
    }

    private static boolean isForSame(Connection first, @Nullable Class<?> sender, Connection second) {
        SenderPart<?> part = first.part().orElse(null);
        SenderPart<?> other = second.part().orElse(null);
        Class<?> own = first.sender().orElse(null);
        if (part != null) {
            return part.isSame(own, sender, other);
        }
        return other == null ? Objects.equals(own, sender) : other.isSame(sender, own, null);
    }
}
