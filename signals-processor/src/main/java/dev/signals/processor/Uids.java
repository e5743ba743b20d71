package dev.signals.processor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The uids of all connections. Two methods must not have one uid for the same signal and sender, because the second
 * would silently not be connected.
 */
final class Uids {

    private final TypeNames names;
    private final Map<String, Connection> taken = new HashMap<>();
    private final Set<Set<String>> reported = new HashSet<>();

    Uids(TypeNames names) {
        this.names = names;
    }

    /**
     * Adds a connection.
     *
     * @return the message if another method has its uid; empty if there is none, or the pair of methods has been
     *     reported before
     */
    Optional<String> add(Connection connection) {
        if (connection.uid().isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = connection.keys(names);
        Connection first = keys.stream()
                .map(taken::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        keys.forEach(key -> taken.putIfAbsent(key, connection));
        String origin = connection.method().origin();
        return first == null
                        || first.method().origin().equals(origin)
                        || !reported.add(Set.of(first.method().origin(), origin))
                ? Optional.empty()
                : Optional.of("receiver " + connection.method().name(names)
                        + " would not be connected: its uid is taken by " + first.description(names)
                        + ", and the first stays; use another uid");
    }
}
