package dev.signals.hibernate.internal.quiet;

import java.util.function.Predicate;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.CustomEntityDirtinessStrategy.AttributeChecker;
import org.hibernate.CustomEntityDirtinessStrategy.AttributeInformation;
import org.hibernate.CustomEntityDirtinessStrategy.DirtyCheckContext;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The changes of an entity that the application's own dirtiness strategy knows of. */
final class ChangesOfStrategy implements DirtyCheckContext, AttributeInformation {

    private final Object entity;
    private final EntityEntry entry;
    private final Predicate<String> written;
    private boolean isAnyWritten;
    private boolean isAnyOther;
    private int attribute;

    private ChangesOfStrategy(Object entity, EntityEntry entry, Predicate<String> written) {
        this.entity = entity;
        this.entry = entry;
        this.written = written;
    }

    /**
     * Has the strategy forget changes of written attributes. It can only forget all changes. So if it knows of others too,
     * it keeps all, and the next flush writes the written attributes once more, with the values that the row has.
     */
    static void forget(SessionImplementor session, Object entity, EntityEntry entry, Predicate<String> written) {
        CustomEntityDirtinessStrategy strategy = session.getFactory().getCustomEntityDirtinessStrategy();
        EntityPersister persister = entry.getPersister();
        if (strategy.canDirtyCheck(entity, persister, session) && strategy.isDirty(entity, persister, session)) {
            ChangesOfStrategy changes = new ChangesOfStrategy(entity, entry, written);
            strategy.findDirty(entity, persister, session, changes);
            if (changes.isAnyWritten && !changes.isAnyOther) {
                strategy.resetDirty(entity, persister, session);
            }
        }
    }

    @Override
    public void doDirtyChecking(AttributeChecker checker) {
        int count = entry.getPersister().getPropertyNames().length;
        for (attribute = 0; attribute < count; attribute++) {
            if (checker.isDirty(this)) {
                isAnyWritten |= written.test(getName());
                isAnyOther |= !written.test(getName());
            }
        }
    }

    @Override
    public EntityPersister getContainingPersister() {
        return entry.getPersister();
    }

    @Override
    public int getAttributeIndex() {
        return attribute;
    }

    @Override
    public String getName() {
        return entry.getPersister().getPropertyNames()[attribute];
    }

    @Override
    public Type getType() {
        return entry.getPersister().getPropertyTypes()[attribute];
    }

    @Override
    public @Nullable Object getCurrentValue() {
        return entry.getPersister().getValue(entity, attribute);
    }

    @Override
    public @Nullable Object getLoadedValue() {
        @Nullable Object @Nullable [] loaded = entry.getLoadedState();
        return loaded == null ? null : loaded[attribute];
    }
}
