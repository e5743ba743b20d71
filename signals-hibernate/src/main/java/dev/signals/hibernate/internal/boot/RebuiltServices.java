package dev.signals.hibernate.internal.boot;

import dev.signals.hibernate.internal.bulk.BulkContributor;
import dev.signals.hibernate.internal.timeline.TimelineContributor;
import dev.signals.hibernate.internal.walk.SharedDirtyCheck;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.boot.registry.StandardServiceInitiator;

/**
 * What the library adds to the services of Hibernate, for a container that builds the registry of services anew when the
 * application starts, as Quarkus does. What {@link SignalsBootstrap#contribute} has added to the first registry is not in
 * the second one.
 */
public final class RebuiltServices {

    private RebuiltServices() {}

    /** Returns the initiators that replace those of Hibernate. */
    public static List<StandardServiceInitiator<?>> initiators(Map<String, Object> settings) {
        return FactorySettings.isEnabled(settings) ? BulkContributor.initiators(settings) : List.of();
    }

    /** Gives to {@code target} the settings of Hibernate that the library needs. */
    public static void addSettings(Map<String, Object> settings, BiConsumer<String, Object> target) {
        if (FactorySettings.isEnabled(settings)) {
            TimelineContributor.addSettings(settings, target);
            SharedDirtyCheck.addSettings(target);
        }
    }
}
