package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.Version;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The set-up of a session factory that observes its bulk statements. */
public final class BulkActivation {

    private BulkActivation() {}

    /**
     * Registers {@code announcer} for the bulk statements of a session factory.
     *
     * @throws IllegalStateException if the services of the factory are not the services of {@link BulkContributor}, or
     *     if this version of Hibernate does not provide the query that an operation belongs to
     */
    public static void register(SessionFactoryImplementor factory, BulkAnnouncer announcer) {
        BulkStatementExecutor executor = BulkStatementExecutor.of(factory);
        if (executor == null) {
            throw new IllegalStateException(
                    "cannot observe the bulk statements of session factory \"" + FactoryName.of(factory)
                            + "\", as " + SignalSettings.BULK
                            + "=true requires: its JdbcServices do not come from this library, but are of class "
                            + factory.getJdbcServices().getClass().getName()
                            + "; give the setting to the service registry too, and register no JdbcServices of your own; in Quarkus add signals-quarkus");
        }
        if (!HibernateAdapter.reportsQueries()) {
            throw new IllegalStateException(
                    "cannot observe the bulk statements of session factory \"" + FactoryName.of(factory)
                            + "\", as " + SignalSettings.BULK + "=true requires: Hibernate "
                            + Version.getVersionString()
                            + " stores the query of an operation in another place than 7.0 to 8.0;"
                            + " use one of these versions, or remove the setting");
        }
        executor.register(factory, announcer);
    }
}
