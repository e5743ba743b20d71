package dev.signals.hibernate.internal.compat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The JPA callbacks of an entity type. The session factory knows them up to Hibernate 7.4, the persister from 8.0 on.
 */
public final class EntityCallbacks {

    private static final MethodHandle HAS_ANY = hasAny();

    private EntityCallbacks() {}

    /** Returns whether an entity type or one of its superclasses has callbacks of a type, or has a listener with such. */
    public static boolean hasAny(EntityPersister persister, CallbackType type) {
        try {
            return (boolean) HAS_ANY.invokeExact(persister, type);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    private static MethodHandle hasAny() {
        MethodHandle ofPersister = Methods.findIfPresent(EntityPersister.class, "getEntityCallbacks");
        return ofPersister == null ? ofFactory() : asked(ofPersister);
    }

    private static MethodHandle asked(MethodHandle callbacks) {
        return MethodHandles.filterArguments(
                        Methods.find(callbacks.type().returnType(), "hasRegisteredCallbacks"), 0, callbacks)
                .asType(MethodType.methodType(boolean.class, EntityPersister.class, CallbackType.class));
    }

    /** Asks {@code persister.getFactory().getEventEngine().getCallbackRegistry()} for the class of the persister. */
    private static MethodHandle ofFactory() {
        MethodHandle factory = Methods.find(EntityPersister.class, "getFactory");
        MethodHandle engine = Methods.find(factory.type().returnType(), "getEventEngine");
        MethodHandle registry = Methods.find(engine.type().returnType(), "getCallbackRegistry");
        MethodHandle question = Methods.find(registry.type().returnType(), "hasRegisteredCallbacks");
        MethodHandle path = MethodHandles.filterReturnValue(MethodHandles.filterReturnValue(factory, engine), registry);
        MethodHandle type = Methods.find(EntityPersister.class, "getMappedClass");
        MethodHandle both = MethodHandles.filterArguments(question, 0, path, type);
        return MethodHandles.permuteArguments(
                both, MethodType.methodType(boolean.class, EntityPersister.class, CallbackType.class), 0, 0, 1);
    }
}
