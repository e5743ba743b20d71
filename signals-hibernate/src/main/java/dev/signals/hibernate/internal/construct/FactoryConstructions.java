package dev.signals.hibernate.internal.construct;

import dev.signals.Signal;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.internal.access.FactoryName;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The signals pre_init and post_init of one session factory, for objects of the classes that it maps. */
public final class FactoryConstructions implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private final transient SessionFactoryImplementor factory;
    private final transient Signal<PreInit<?>> preInit;
    private final transient Signal<PostInit<?>> postInit;

    public FactoryConstructions(
            SessionFactoryImplementor factory, Signal<PreInit<?>> preInit, Signal<PostInit<?>> postInit) {
        this.factory = factory;
        this.preInit = preInit;
        this.postInit = postInit;
    }

    Signal<PreInit<?>> preInit() {
        return preInit;
    }

    Signal<PostInit<?>> postInit() {
        return postInit;
    }

    /** From now on the factory can be asked for its entities. */
    @Override
    public void sessionFactoryCreated(SessionFactory created) {
        Constructions.OF_PROCESS.add(this);
    }

    @Override
    public void sessionFactoryClosing(SessionFactory closing) {
        Constructions.OF_PROCESS.remove(this);
    }

    /**
     * Constructs an object and announces it to the receivers of this factory and of the process.
     *
     * @throws IllegalArgumentException if the class is no entity of the factory
     */
    public <T> T construct(Class<T> type, Supplier<? extends T> constructor) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(constructor, "constructor");
        EntityPersister persister = persister(type);
        if (persister == null) {
            throw new IllegalArgumentException("cannot construct " + type.getName() + ": it is no entity of session"
                    + " factory \"" + FactoryName.of(factory) + "\"; give the class of an entity");
        }
        return Constructions.OF_PROCESS.construct(
                type,
                constructor,
                () -> {
                    if (preInit.hasReceivers(type)) {
                        preInit.send(type, new PreConstruction<>(type, persister, List.of()));
                    }
                },
                instance -> {
                    if (postInit.hasReceivers(type)) {
                        postInit.send(type, new PostConstruction<>(instance, persister));
                    }
                });
    }

    /** Returns the entity that instances of exactly this class are; null if the factory does not map it. */
    @Nullable
    EntityPersister persister(Class<?> type) {
        if (factory.isClosed()) {
            return null;
        }
        MappingMetamodel entities = factory.getMappingMetamodel();
        EntityPersister named = entities.findEntityDescriptor(type.getName());
        if (named != null && named.getMappedClass() == type) {
            return named;
        }
        // an entity with a name of its own, or a class of the same name from another loader
        EntityPersister[] found = {null};
        entities.forEachEntityDescriptor(each -> found[0] = each.getMappedClass() == type ? each : found[0]);
        return found[0];
    }
}
