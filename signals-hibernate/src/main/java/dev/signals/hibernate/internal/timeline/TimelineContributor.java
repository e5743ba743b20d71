package dev.signals.hibernate.internal.timeline;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** The contributor that lets timelines and slow calls see the statements of a session factory, where they are asked for. */
public final class TimelineContributor {

    private TimelineContributor() {}

    /** Sets the inspector of statements, if the settings ask for it. */
    public static void contribute(StandardServiceRegistryBuilder registry) {
        Map<String, Object> settings = HibernateAdapter.settings(registry);
        if (isWanted(settings)) {
            Object given = settings.get(AvailableSettings.STATEMENT_INSPECTOR);
            if (!(given instanceof SqlInspector)) {
                registry.applySetting(
                        AvailableSettings.STATEMENT_INSPECTOR, new SqlInspector(resolve(registry, given)));
            }
        }
    }

    /** Gives the inspector of statements to {@code target}, where there is no other, if the settings ask for it. */
    public static void addSettings(Map<String, Object> settings, BiConsumer<String, Object> target) {
        if (isWanted(settings)) {
            target.accept(AvailableSettings.STATEMENT_INSPECTOR, new SqlInspector(null));
        }
    }

    private static boolean isWanted(Map<String, Object> settings) {
        return Timelines.isSet(settings) || settings.get(SignalSettings.SLOW) != null || FailedTransactions.areLogged();
    }

    private static @Nullable StatementInspector resolve(
            StandardServiceRegistryBuilder registry, @Nullable Object given) {
        return given == null
                ? null
                : registry.getBootstrapServiceRegistry()
                        .requireService(StrategySelector.class)
                        .resolveStrategy(StatementInspector.class, given);
    }
}
