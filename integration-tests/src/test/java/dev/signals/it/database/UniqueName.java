package dev.signals.it.database;

import java.util.UUID;

/** Names for databases and schemas; unique also among the builds that share a server. */
final class UniqueName {

    private UniqueName() {}

    static String next() {
        return "signals_" + UUID.randomUUID().toString().replace("-", "");
    }
}
