package dev.signals.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;

/** The classes of the application that have receiver methods. */
final class ReceiverTypesBuildItem extends SimpleBuildItem {

    private final ReceiverTypes types;

    ReceiverTypesBuildItem(ReceiverTypes types) {
        this.types = types;
    }

    ReceiverTypes types() {
        return types;
    }
}
