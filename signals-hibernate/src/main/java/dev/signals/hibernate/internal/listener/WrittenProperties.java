package dev.signals.hibernate.internal.listener;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Arrays;
import java.util.Objects;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.generator.Generator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.model.TableMapping;
import org.jspecify.annotations.Nullable;

/**
 * The properties that an UPDATE has written, derived from what Hibernate knows when it makes the UPDATE. It writes each
 * table in which something is dirty: all columns, or with {@code @DynamicUpdate} the dirty ones. An interceptor or a
 * dirtiness strategy may decide what is dirty. A value that Hibernate generates before the UPDATE is always dirty.
 */
final class WrittenProperties {

    private final EntityPersister persister;
    private final Object entity;
    private final @Nullable Object[] state;
    private final @Nullable Object @Nullable [] oldState;
    private final int @Nullable [] found;
    private final boolean isModifiable;
    private final boolean[] updatable;
    private final @Nullable Generator[] generators;

    private WrittenProperties(PostUpdateEvent event, boolean isModifiable) {
        this.persister = event.getPersister();
        this.entity = event.getEntity();
        this.state = event.getState();
        this.oldState = event.getOldState();
        this.found = event.getDirtyProperties();
        this.isModifiable = isModifiable;
        this.updatable = persister.getPropertyUpdateability();
        this.generators = HibernateAdapter.generators(persister);
    }

    /**
     * Returns the properties that are written, the version of a versioned entity always among them.
     *
     * @param isModifiable false if the entity is immutable, or read-only in its session, so that only its version is written
     */
    static boolean[] of(PostUpdateEvent event, boolean isModifiable) {
        WrittenProperties properties = new WrittenProperties(event, isModifiable);
        return properties.isOnlyVersion() ? properties.onlyVersion() : properties.written();
    }

    private boolean[] onlyVersion() {
        boolean[] written = new boolean[updatable.length];
        written[HibernateAdapter.versionIndex(persister)] = true;
        return written;
    }

    private boolean[] written() {
        boolean[] dirty = dirty();
        boolean[] written = columns(dirty);
        if (dirty != null && persister.getQuerySpaces().length > 1) {
            keepTablesOf(dirty, written);
        }
        return written;
    }

    /**
     * Returns the properties that are dirty for Hibernate, including generated ones; null if it does not know them and
     * writes all.
     */
    private boolean @Nullable [] dirty() {
        boolean[] dirty = new boolean[updatable.length];
        boolean isAny = false;
        for (int i = 0; i < generators.length; i++) {
            Generator generator = generators[i];
            dirty[i] = generator != null && generator.generatesOnUpdate() && !generator.generatedOnExecution();
            isAny |= dirty[i];
        }
        if (found == null) {
            return isAny ? dirty : null; // Hibernate uses the generated ones if it knows no others.
        }
        for (int property : found) {
            dirty[property] = true;
        }
        return dirty;
    }

    /** Returns which properties the UPDATE of a table contains, if the table needs one. */
    private boolean[] columns(boolean @Nullable [] dirty) {
        boolean[] columns = new boolean[updatable.length];
        boolean isDynamic = !isModifiable || (dirty != null && HibernateAdapter.isDynamicUpdate(persister));
        boolean[] laziness = persister.getPropertyLaziness();
        boolean areLazyLeftOut = persister.hasUninitializedLazyProperties(entity);
        for (int i = 0; i < columns.length; i++) {
            Generator generator = i < generators.length ? generators[i] : null;
            boolean isDirty = dirty != null && dirty[i];
            boolean isNamed = isDirty || !(isDynamic || (areLazyLeftOut && laziness[i]));
            boolean isGenerated =
                    generator != null && generator.generatesOnUpdate() && generator.generatedOnExecution();
            columns[i] = (isNamed && updatable[i]) || isGenerated;
        }
        if (persister.isVersioned()) {
            columns[HibernateAdapter.versionIndex(persister)] = true;
        }
        return columns;
    }

    /** Removes the properties of tables in which nothing is dirty. */
    private void keepTablesOf(boolean[] dirty, boolean[] columns) {
        boolean[] kept = new boolean[columns.length];
        persister.forEachMutableTable(table -> {
            int[] properties = HibernateAdapter.propertyIndexes(table);
            boolean isWritten = false;
            for (int i : properties) {
                isWritten |= isVersion(i) ? isVersionWritten(dirty) : dirty[i] && updatable[i];
            }
            for (int i : properties) {
                kept[i] |= isWritten || isVersion(i);
            }
        });
        for (int i = 0; i < columns.length; i++) {
            columns[i] &= kept[i];
        }
    }

    /**
     * Returns whether Hibernate writes only the version. It does so where nothing is generated and the mapping has no SQL of
     * its own.
     */
    private boolean isOnlyVersion() {
        if (!persister.isVersioned() || found == null || found.length > 1 || isAnyGenerated() || hasSqlOfItsOwn()) {
            return false;
        }
        return found.length == 1 ? isVersion(found[0]) : isVersionIncremented();
    }

    private boolean isAnyGenerated() {
        return Arrays.stream(generators).anyMatch(generator -> generator != null && generator.generatesOnUpdate());
    }

    private boolean hasSqlOfItsOwn() {
        boolean[] found = new boolean[1];
        persister.forEachMutableTable(table -> found[0] |= hasSqlOfItsOwn(table));
        return found[0];
    }

    private static boolean hasSqlOfItsOwn(TableMapping table) {
        return table.isIdentifierTable() && table.getUpdateDetails().getCustomSql() != null;
    }

    private boolean isVersion(int property) {
        return persister.isVersioned() && property == HibernateAdapter.versionIndex(persister);
    }

    private boolean isVersionWritten(boolean[] dirty) {
        for (int i = 0; i < dirty.length; i++) {
            if (dirty[i] && persister.getPropertyVersionability()[i]) {
                return true;
            }
        }
        return isVersionIncremented();
    }

    /**
     * Returns whether Hibernate has incremented the version, for example because of a collection. If the old version is not
     * known, the answer is yes.
     */
    private boolean isVersionIncremented() {
        int version = HibernateAdapter.versionIndex(persister);
        return oldState == null || !Objects.equals(state[version], oldState[version]);
    }
}
