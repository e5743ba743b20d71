package dev.signals.hibernate.internal.compat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hibernate.event.internal.PostDeleteEventListenerStandardImpl;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.EventSource;
import org.hibernate.jpa.event.spi.CallbackType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Whether Hibernate would delete an entity by its reference, without loading it, if the library were not there. Hibernate asks the
 * same in {@code DefaultDeleteEventListener.canBeDeletedWithoutLoading}, but there a listener of the library is one more reason to
 * load.
 */
public final class UnloadedDeletion {

    /** From 8.0 on, a stateless session has callbacks of its own, and Hibernate asks for these too. */
    private static final Set<String> CALLBACKS = Set.of("PRE_REMOVE", "POST_REMOVE", "PRE_DELETE", "POST_DELETE");

    private static final List<CallbackType> CALLBACK_TYPES = Arrays.stream(CallbackType.values())
            .filter(type -> CALLBACKS.contains(type.name()))
            .toList();

    /** The attribute that holds the tenant, which Hibernate asks for since 7.4.15; null before. */
    private static final @Nullable MethodHandle TENANT = tenant();

    private UnloadedDeletion() {}

    private static @Nullable MethodHandle tenant() {
        Class<?> helper = Methods.typeIfPresent("org.hibernate.engine.internal.TenantIdHelper");
        MethodHandle attribute = helper == null ? null : Methods.findIfPresent(helper, "tenantIdAttribute");
        return attribute == null ? null : attribute.asType(MethodType.methodType(Object.class, EntityPersister.class));
    }

    /** A listener of the library that Hibernate would count among those of the application. */
    public interface OwnListener {}

    /** Returns whether Hibernate itself would delete entities of this type without loading them. */
    public static boolean isPossible(EventSource session, EntityPersister persister) {
        return !HibernateAdapter.hasInterceptor(session)
                && !hasTenant(persister)
                && !persister.hasSubclasses()
                && !persister.hasCascadeDelete()
                && !persister.hasNaturalIdentifier()
                && !persister.hasCollectionNotReferencingPK()
                && CALLBACK_TYPES.stream().noneMatch(type -> EntityCallbacks.hasAny(persister, type))
                && !hasListenersOfOthers(session.getFactory().getEventListenerGroups());
    }

    /** As {@code DefaultDeleteEventListener.hasCustomEventListeners}: Bean Validation has one, and so has Envers. */
    private static boolean hasListenersOfOthers(EventListenerGroups groups) {
        List<Object> afterwards = ofOthers(groups.eventListenerGroup_POST_DELETE);
        return !ofOthers(groups.eventListenerGroup_PRE_DELETE).isEmpty()
                || !ofOthers(groups.eventListenerGroup_POST_COMMIT_DELETE).isEmpty()
                || afterwards.size() > 1
                || (afterwards.size() == 1 && !(afterwards.get(0) instanceof PostDeleteEventListenerStandardImpl));
    }

    @SuppressWarnings("deprecation") // the replacement fires events; there is no other way to look
    private static List<Object> ofOthers(EventListenerGroup<?> group) {
        List<Object> others = new ArrayList<>();
        for (Object listener : group.listeners()) {
            if (!(listener instanceof OwnListener)) {
                others.add(listener);
            }
        }
        return others;
    }

    private static boolean hasTenant(EntityPersister persister) {
        try {
            return TENANT != null && (Object) TENANT.invokeExact(persister) != null;
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }
}
