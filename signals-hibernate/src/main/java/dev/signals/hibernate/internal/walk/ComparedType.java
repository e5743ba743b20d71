package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.state.PlainValues;
import java.util.Arrays;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.CustomType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a dirty check has to know of an entity type. If its persister is not Hibernate's own, there are no quick answers, as only the
 * persister knows what it finds dirty.
 */
final class ComparedType {

    private static final boolean[] NONE = {};

    private final EntityPersister persister;
    private final boolean[] comparableByReference;
    private final boolean[] alwaysDirty;
    private final boolean[] written;
    private final boolean[] values;
    private final boolean[] collections;
    private final boolean[] byOtherColumns;
    private final boolean standsIn;
    private final boolean settles;

    ComparedType(EntityPersister persister, SharedSessionContractImplementor session) {
        Type[] types = persister.getPropertyTypes();
        this.persister = persister;
        this.comparableByReference = new boolean[types.length];
        this.alwaysDirty = new boolean[types.length];
        this.written = new boolean[types.length];
        this.values = new boolean[types.length];
        this.collections = new boolean[types.length];
        boolean[] references = new boolean[types.length];
        boolean anyReference = false;
        boolean isOfHibernate = HibernateAdapter.isHibernates(persister);
        boolean hidden = false;
        boolean settled = isOfHibernate;
        for (int i = 0; i < types.length; i++) {
            alwaysDirty[i] = !isOfHibernate || isAlwaysDirty(types[i], session);
            comparableByReference[i] = !alwaysDirty[i] && isComparableByReference(types[i]);
            written[i] = isOfHibernate
                    && isHibernatesBasic(types[i])
                    && persister.getPropertyUpdateability()[i]
                    && persister.getPropertyCheckability()[i];
            values[i] = isValue(types[i]);
            collections[i] = types[i].isCollectionType();
            references[i] = UnloadedReferences.mayBeIn(types[i]);
            anyReference |= references[i];
            hidden |= types[i] instanceof CompositeType component
                    && !types[i].isAnyType()
                    && DirtyAttributes.holdsCollection(component);
            settled &=
                    comparableByReference[i] && isKeptItself(types[i]) && HibernateAdapter.isPlainField(persister, i);
        }
        this.byOtherColumns = anyReference ? references : NONE;
        this.standsIn = isOfHibernate && !hidden;
        this.settles = settled;
    }

    /** Returns whether Hibernate keeps the value itself, and no copy of it, to compare it at the next flush. */
    private static boolean isKeptItself(Type type) {
        return !type.isMutable() || type.isCollectionType();
    }

    /** Returns whether a property holds no entities and no collections, also not in its parts. */
    private static boolean isValue(Type type) {
        return type instanceof CompositeType component
                ? !type.isAnyType() && Arrays.stream(component.getSubtypes()).allMatch(ComparedType::isValue)
                : type instanceof BasicType<?>;
    }

    /** Returns which properties may hold references by other columns than the primary key; an empty array for none. */
    boolean[] byOtherColumns() {
        return byOtherColumns;
    }

    boolean isOf(EntityPersister other) {
        return persister == other;
    }

    /**
     * Returns whether the same object, or an equal one of a common class, is surely no change for Hibernate. It is so for
     * associations and for Hibernate's own types, but a user type may find that nothing equals itself.
     */
    private static boolean isComparableByReference(Type type) {
        return type.isEntityType() || type.isCollectionType() || isHibernatesBasic(type);
    }

    /**
     * Returns whether Hibernate takes each value for changed, even null. It does so where it cannot copy values of a class and
     * does not know whether they can change, as with most classes that are stored as JSON ({@code MutableMutabilityPlan}).
     */
    private static boolean isAlwaysDirty(Type type, SharedSessionContractImplementor session) {
        return isHibernatesBasic(type) && type.isDirty(null, null, session);
    }

    private static boolean isHibernatesBasic(Type type) {
        return type instanceof BasicType<?> basic
                && !(basic instanceof CustomType<?>)
                && HibernateAdapter.isHibernates(basic)
                && HibernateAdapter.isHibernates(basic.getJavaTypeDescriptor());
    }

    /**
     * Returns whether a flush leaves no entity of this type that the next flush would find changed, as long as nobody changes
     * one after Hibernate has looked at it.
     */
    boolean settles() {
        return settles;
    }

    /** Returns whether each value is plainly what was loaded, and would be another one if the application had changed it. */
    boolean isUntouched(@Nullable Object[] current, @Nullable Object[] loaded) {
        for (int i = 0; i < loaded.length; i++) {
            boolean isSame = current[i] == loaded[i] || PlainValues.isEqual(current[i], loaded[i]);
            if (!isSame || alwaysDirty[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether no property can be dirty for Hibernate. It is quick, and may say no in doubt. */
    boolean isPlainlySame(@Nullable Object[] current, @Nullable Object[] loaded) {
        boolean[] comparable = comparableByReference;
        for (int i = 0; i < loaded.length; i++) {
            Object value = current[i];
            if (!comparable[i] || (value != loaded[i] && !PlainValues.isEqual(value, loaded[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a property is sure to be dirty for Hibernate. It is quick, and may say no in doubt. */
    boolean isPlainlyDifferent(@Nullable Object[] current, @Nullable Object[] loaded) {
        for (int i = 0; i < loaded.length; i++) {
            if (written[i] && PlainValues.isUnequal(current[i], loaded[i])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether Hibernate may take what was loaded for the state of an entity that is not dirty. It may not if the
     * entity holds other collections or references, if it has a natural identifier to check, or if one of its collections is
     * changed, which increments its version.
     */
    boolean mayStandIn(@Nullable Object[] loaded, @Nullable Object[] current, PersistenceContext context) {
        if (!standsIn) {
            return false;
        }
        boolean hasNaturalId = persister.hasNaturalIdentifier();
        for (int i = 0; i < loaded.length; i++) {
            boolean isSame = current[i] == loaded[i]
                    || (values[i] && (!hasNaturalId || PlainValues.isEqual(current[i], loaded[i])));
            if (!isSame || (collections[i] && !isQuiet(current[i], context))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a collection is surely unchanged. */
    private static boolean isQuiet(@Nullable Object value, PersistenceContext context) {
        if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return true;
        }
        if (!(value instanceof PersistentCollection<?> collection) || collection.isDirty()) {
            return false;
        }
        if (!collection.wasInitialized()) {
            return !collection.hasQueuedOperations();
        }
        CollectionEntry entry = context.getCollectionEntry(collection);
        return entry != null
                && entry.getLoadedPersister() != null
                && !collection.isDirectlyAccessible()
                && !HibernateAdapter.elementType(entry.getLoadedPersister()).isMutable();
    }
}
