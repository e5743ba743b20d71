package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.Arrays;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.CustomEntityDirtinessStrategy.AttributeChecker;
import org.hibernate.CustomEntityDirtinessStrategy.AttributeInformation;
import org.hibernate.CustomEntityDirtinessStrategy.DirtyCheckContext;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A question to the application's own dirtiness strategy: which attributes are dirty? It is asked as the flush asks it
 * ({@code DefaultFlushEntityEventListener}).
 */
final class DirtinessStrategy implements DirtyCheckContext, AttributeInformation {

    private final Object entity;
    private final EntityPersister persister;
    private final @Nullable Object @Nullable [] loaded;
    private @Nullable Object @Nullable [] current;
    private int attribute;
    private int @Nullable [] dirty;

    private DirtinessStrategy(Object entity, EntityEntry entry) {
        this.entity = entity;
        this.persister = entry.getPersister();
        this.loaded = entry.getLoadedState();
    }

    /** Returns whether the application has a strategy. */
    static boolean isOfApplication(SessionFactoryImplementor factory) {
        CustomEntityDirtinessStrategy strategy = factory.getCustomEntityDirtinessStrategy();
        return !(strategy instanceof SharedDirtyCheck) && !HibernateAdapter.isHibernates(strategy);
    }

    /** Asks the strategy about an entity. */
    static DirtinessStrategy ask(EventSource session, Object entity, EntityEntry entry) {
        DirtinessStrategy asked = new DirtinessStrategy(entity, entry);
        session.getFactory().getCustomEntityDirtinessStrategy().findDirty(entity, entry.getPersister(), session, asked);
        return asked;
    }

    /** Returns the dirty properties; null if the strategy leaves the decision to Hibernate. */
    int @Nullable [] dirty() {
        return dirty;
    }

    /** Returns the state of the entity. It is read only on demand, because most applications have no strategy. */
    @Nullable
    Object[] current() {
        if (current == null) {
            current = persister.getValues(entity);
        }
        return current;
    }

    @Override
    public void doDirtyChecking(AttributeChecker checker) {
        int[] found = new int[current().length];
        int count = 0;
        for (attribute = 0; attribute < found.length; attribute++) {
            if (checker.isDirty(this)) {
                found[count++] = attribute;
            }
        }
        dirty = count == 0 ? null : Arrays.copyOf(found, count);
    }

    @Override
    public EntityPersister getContainingPersister() {
        return persister;
    }

    @Override
    public int getAttributeIndex() {
        return attribute;
    }

    @Override
    public String getName() {
        return persister.getPropertyNames()[attribute];
    }

    @Override
    public Type getType() {
        return persister.getPropertyTypes()[attribute];
    }

    @Override
    public @Nullable Object getCurrentValue() {
        return current()[attribute];
    }

    /** Returns what the session has loaded. Hibernate may select the row here, which an inspection must not do. */
    @Override
    public @Nullable Object getLoadedValue() {
        return loaded == null ? null : loaded[attribute];
    }
}
