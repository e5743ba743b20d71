package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.state.InsertedState;
import dev.signals.hibernate.internal.state.RowValue;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A quick look for values that a statement leaves out although the instance has others than the row. It serves statements
 * that are not announced, which usually leave nothing out.
 */
final class LeftOut {

    private LeftOut() {}

    static boolean isAny(PostInsertEvent event) {
        return InsertedState.of(event.getPersister(), event.getState()) != event.getState();
    }

    /** Returns false only if the UPDATE has certainly left nothing out, and no earlier statement has. */
    static boolean mayBeAny(PostUpdateEvent event, @Nullable SessionState state, boolean isModifiable) {
        @Nullable Object[] before = event.getOldState();
        if (before == null) {
            return false; // What a row that is not known holds stays unknown.
        }
        return (state != null && state.leftOutValues().isAny()) || isAnyUnwritten(event, before, isModifiable);
    }

    private static boolean isAnyUnwritten(PostUpdateEvent event, @Nullable Object[] before, boolean isModifiable) {
        EntityPersister persister = event.getPersister();
        @Nullable Object[] now = event.getState();
        int version = persister.isVersioned() ? HibernateAdapter.versionIndex(persister) : -1;
        // What is dirty is written, except in a secondary table that is not owned.
        boolean isDirtyWritten = isModifiable && persister.getQuerySpaces().length == 1;
        for (int i = 0; i < now.length; i++) {
            boolean isWritten = isDirtyWritten
                    && persister.getPropertyUpdateability()[i]
                    && contains(event.getDirtyProperties(), i);
            if (now[i] != before[i]
                    && i != version
                    && !isWritten
                    && !RowValue.isSame(persister.getPropertyTypes()[i], before[i], now[i], persister.getFactory())) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(int @Nullable [] properties, int property) {
        if (properties != null) {
            for (int each : properties) {
                if (each == property) {
                    return true;
                }
            }
        }
        return false;
    }
}
