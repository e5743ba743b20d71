package dev.signals.hibernate.internal.session;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entities of a session whose rows are updated, collected while somebody asks for them. */
public final class UpdatedEntities {

    private int asking;
    private @Nullable Set<Object> collected;

    UpdatedEntities() {}

    /** Collects them until {@link #end} has been called as often. */
    public Set<Object> begin() {
        Set<Object> present = collected;
        if (present == null) {
            present = Collections.newSetFromMap(new IdentityHashMap<>());
            collected = present;
        }
        asking++;
        return present;
    }

    public void end() {
        asking--;
        if (asking == 0) {
            collected = null;
        }
    }

    /** Records that the row of an entity has been updated. */
    public void add(Object entity) {
        if (collected != null) {
            collected.add(entity);
        }
    }
}
