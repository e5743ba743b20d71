package dev.signals.hibernate.internal.quiet;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * The new value of one attribute.
 *
 * @param attribute the attribute
 * @param value the value to set, or to add
 * @param added true if the value is added
 */
record Assignment(Attribute attribute, @Nullable Object value, boolean added) {

    /**
     * Creates an assignment that sets an attribute.
     *
     * @throws IllegalArgumentException if the attribute cannot be set, or not to this value
     */
    static Assignment set(
            SharedSessionContractImplementor session, EntityPersister persister, String path, @Nullable Object value) {
        Attribute attribute = Attributes.settable(persister, path);
        if (value == null) {
            if (!attribute.isNullable()) {
                throw new IllegalArgumentException(
                        "cannot set " + described(attribute) + " to null: it is not nullable");
            }
        } else if (!attribute.javaType().isInstance(value)) {
            throw new IllegalArgumentException("cannot set " + described(attribute) + " to a "
                    + value.getClass().getName() + ": it is a "
                    + attribute.javaType().getName());
        } else if (attribute.type().isEntityType() && !hasRow(session, value)) {
            throw new IllegalArgumentException("cannot set " + described(attribute) + " to a "
                    + session.bestGuessEntityName(value) + " that has no row yet; persist it and flush() first");
        }
        return new Assignment(attribute, value, false);
    }

    /**
     * Creates an assignment that adds to an attribute.
     *
     * @throws IllegalArgumentException if nothing can be added to the attribute, or not this number
     */
    static Assignment add(EntityPersister persister, String path, Number by) {
        Attribute attribute = Attributes.settable(persister, path);
        if (!NumberConverter.isPossible(attribute.javaType())) {
            throw new IllegalArgumentException("cannot increment " + described(attribute) + ": it is a "
                    + attribute.javaType().getName() + ", which is no number");
        }
        if (attribute.mapping() instanceof BasicValuedModelPart basic
                && (basic.getJdbcMapping().getValueConverter() != null
                        || !basic.getJdbcMapping().getJdbcType().isNumber())) {
            throw new IllegalArgumentException("cannot increment " + described(attribute)
                    + ": its column does not hold this number, because of a converter; use set()");
        }
        Number amount = NumberConverter.as(attribute.javaType(), by);
        if (amount == null) {
            throw new IllegalArgumentException("cannot increment " + described(attribute) + " by " + by + ": it is a "
                    + attribute.javaType().getName());
        }
        return new Assignment(attribute, amount, true);
    }

    private static String described(Attribute attribute) {
        return "\"" + attribute.path() + "\" of " + attribute.persister().getEntityName();
    }

    private static boolean hasRow(SharedSessionContractImplementor session, Object entity) {
        if (HibernateProxy.extractLazyInitializer(entity) != null) {
            return true;
        }
        EntityEntry entry = QuietTarget.entry(session, entity);
        return entry != null
                ? entry.isExistsInDatabase()
                : !Boolean.TRUE.equals(session.getEntityPersister(null, entity).isTransient(entity, session));
    }

    /** Returns the assignment in HQL. */
    String hql(String parameter) {
        String path = "e." + attribute.path();
        if (!added) {
            return path + " = :" + parameter;
        }
        return path + " = " + (attribute.isNullable() ? "coalesce(" + path + ", 0)" : path) + " + :" + parameter;
    }
}
