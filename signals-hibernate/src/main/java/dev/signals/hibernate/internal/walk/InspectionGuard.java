package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.access.FatalErrors;
import dev.signals.hibernate.internal.access.ObjectText;
import dev.signals.hibernate.internal.compat.ManagedEntities;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Guards inspections of the session, so that a failure of the library does not fail the application's operation. The failure
 * is logged once for each cause, and the operation goes on as if there were nothing to be found. If Hibernate reaches the
 * same place and fails too, the application gets Hibernate's exception, as without signals. In strict mode the inspection
 * fails.
 *
 * <p>Receivers are never called inside an inspection, so their exceptions are not affected. A failure of {@link Loading} is
 * passed on as well.
 */
public final class InspectionGuard {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.Looks");
    private static final int MAX_LOGGED = 1000;

    private final boolean strict;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    public InspectionGuard(boolean strict) {
        this.strict = strict;
    }

    /** Inspects each managed entity, and guards each inspection by itself. */
    void atEachManaged(EventSource session, String purpose, BiConsumer<Object, EntityEntry> look) {
        ManagedEntities.forEach(session, (entity, entry) -> at(session, purpose, entity, entry, look));
    }

    /**
     * Returns whether the condition is true for any managed entity. Each inspection is guarded by itself; one that fails
     * counts as false.
     */
    boolean isAnyManaged(EventSource session, String purpose, BiPredicate<Object, EntityEntry> condition) {
        return ManagedEntities.anyMatch(session, (entity, entry) -> {
            try {
                return condition.test(entity, entry);
            } catch (Throwable e) {
                failed(session, purpose, entity, entry, e);
                return false;
            }
        });
    }

    /** Inspects one entity. */
    void at(
            EventSource session,
            String purpose,
            Object entity,
            EntityEntry entry,
            BiConsumer<Object, EntityEntry> look) {
        try {
            look.accept(entity, entry);
        } catch (Throwable e) {
            failed(session, purpose, entity, entry, e);
        }
    }

    /**
     * Inspects any subject.
     *
     * @param subject the name of the subject, for the message
     */
    public void at(String purpose, String subject, Runnable look) {
        try {
            look.run();
        } catch (Loading.Failure e) {
            throw e.thrown();
        } catch (Throwable e) {
            failed(purpose, subject, e);
        }
    }

    /** Returns whether a condition is true of any subject; one that fails counts as false. */
    boolean isTrue(String purpose, String subject, BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (Throwable e) {
            failed(purpose, subject, e);
            return false;
        }
    }

    /** Handles a failure of the inspection of one entity. */
    void failed(EventSource session, String purpose, Object entity, EntityEntry entry, Throwable failure) {
        if (failure instanceof Loading.Failure loading) {
            throw loading.thrown();
        }
        FatalErrors.rethrow(failure);
        EntityPersister persister = entry.getPersister();
        String attribute = culprit(session, persister, entity, entry);
        failed(purpose, persister.getEntityName() + (attribute == null ? "" : "." + attribute), failure);
    }

    private void failed(String purpose, String subject, Throwable failure) {
        FatalErrors.rethrow(failure);
        String message =
                "signals failed while looking for " + purpose + " in " + subject + ": " + ObjectText.of(failure);
        if (strict) {
            throw new IllegalStateException(
                    message + "; report it with the mapping of " + subject + " and this stack trace, or do without "
                            + SignalSettings.STRICT + "=true",
                    failure);
        }
        if (logged.size() < MAX_LOGGED && logged.add(purpose + subject + failure.getClass() + place(failure))) {
            LOG.log(
                    Level.ERROR,
                    message
                            + "; the operation goes on as without signals, and receivers may not hear of it; report it with the"
                            + " mapping of " + subject + " and this stack trace",
                    failure);
        }
    }

    private static String place(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        return stack.length == 0 ? "" : stack[0].toString();
    }

    /** Returns the attribute that fails when it is read or compared alone; null if none does. It loads nothing. */
    private static @Nullable String culprit(
            EventSource session, EntityPersister persister, Object entity, EntityEntry entry) {
        @Nullable Object[] loaded = entry.getLoadedState();
        for (int i = 0; i < persister.getPropertyNames().length; i++) {
            try {
                if (Cascades.isLoaded(persister, entity, i)) {
                    Object value = persister.getValue(entity, i);
                    Type type = persister.getPropertyTypes()[i];
                    UnloadedReferences.isDirty(type, loaded == null ? null : loaded[i], value, session);
                    type.deepCopy(value, session.getFactory());
                }
            } catch (Throwable e) {
                FatalErrors.rethrow(e);
                return persister.getPropertyNames()[i];
            }
        }
        return null;
    }
}
