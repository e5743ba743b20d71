package dev.signals.hibernate.internal.compat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadeStyles;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Parts of mappings that came during Hibernate 7. Before, the answer is the one for an entity that has no such part. */
public final class MappingParts {

    private static final MethodHandle IDENTIFIER_CASCADE =
            find(EntityPersister.class, "getIdentifierCascadeStyle", CascadeStyle.class, CascadeStyles.NONE);
    private static final MethodHandle AUDIT = find(EntityPersister.class, "getAuditMapping", Object.class, null);
    private static final MethodHandle TEMPORAL =
            find(PluralAttributeMapping.class, "getTemporalMapping", Object.class, null);
    private static final MethodHandle READ_ONLY = find(CollectionEntry.class, "isReadOnly", boolean.class, false);

    private MappingParts() {}

    /** Returns how an identifier cascades to the entities it refers to, since 7.4.15. */
    public static CascadeStyle identifierCascade(EntityPersister persister) {
        try {
            return (CascadeStyle) IDENTIFIER_CASCADE.invokeExact((Object) persister);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Returns whether Hibernate writes an entity because one of its collections is changed, though it has no version. */
    public static boolean isAudited(EntityPersister persister) {
        return isPresent(AUDIT, persister);
    }

    /** Returns whether the rows of a collection stay when its elements are taken out. */
    public static boolean keepsFormerRows(PluralAttributeMapping collection) {
        return isPresent(TEMPORAL, collection);
    }

    /** Returns whether a collection is read-only in its session, which Hibernate knows since 7.3. */
    public static boolean isReadOnly(CollectionEntry entry) {
        try {
            return (boolean) READ_ONLY.invokeExact((Object) entry);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    private static boolean isPresent(MethodHandle part, Object whole) {
        try {
            return (Object) part.invokeExact(whole) != null;
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Finds a method without parameters. In a version that lacks it, the answer is always the same. */
    private static MethodHandle find(Class<?> type, String name, Class<?> answer, @Nullable Object otherwise) {
        MethodHandle found = Methods.findIfPresent(type, name);
        return found == null
                ? MethodHandles.dropArguments(MethodHandles.constant(answer, otherwise), 0, Object.class)
                : found.asType(MethodType.methodType(answer, Object.class));
    }
}
