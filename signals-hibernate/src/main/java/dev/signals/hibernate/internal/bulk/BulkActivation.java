package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.Version;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Begins to watch the bulk statements of a session factory. */
public final class BulkActivation {

    private BulkActivation() {}

    /**
     * Tells {@code dispatcher} of each.
     *
     * @throws IllegalStateException if the services of the factory are not those of {@link BulkContributor}, or if this version of
     *     Hibernate does not tell which query an operation belongs to
     */
    public static void register(SessionFactoryImplementor factory, BulkAnnouncer dispatcher) {
        BulkStatementExecutor watch = BulkStatementExecutor.of(factory);
        if (watch == null) {
            throw new IllegalStateException("cannot watch the bulk statements of session factory \"" + factory.getName()
                    + "\", as " + SignalSettings.BULK
                    + "=true asks: its JdbcServices are not those that this library has contributed, but "
                    + factory.getJdbcServices().getClass().getName()
                    + "; give the setting to the service registry too, and register no JdbcServices of your own");
        }
        if (!HibernateAdapter.tellsQueries()) {
            throw new IllegalStateException(
                    "cannot watch the bulk statements of session factory \"" + factory.getName()
                            + "\", as " + SignalSettings.BULK + "=true asks: Hibernate " + Version.getVersionString()
                            + " keeps the query of an operation elsewhere than 7.0 to 7.4 do; use one of those, or remove the setting");
        }
        watch.tell(factory, dispatcher);
    }
}
