package dev.signals.it.harmless;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of an entity that are columns of its row: embeddables by path, references as identifiers, nulls not at all. */
final class StoredState {

    private final SessionImplementor session;
    private final Map<String, String> row = new TreeMap<>();

    private StoredState(SessionImplementor session) {
        this.session = session;
    }

    /** Those attributes that are {@code written}, as they were set, or loaded before {@code @PostLoad} has set others. */
    static Map<String, String> of(
            SessionImplementor session, EntityPersister persister, Object entity, boolean[] written) {
        StoredState state = new StoredState(session);
        Object implementation = Hibernate.unproxy(entity);
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(implementation);
        Object[] loaded = entry == null ? null : entry.getLoadedState();
        String[] names = persister.getPropertyNames();
        EntityVersionMapping version = persister.getVersionMapping();
        String ofVersion =
                version == null ? null : version.getVersionAttribute().getAttributeName();
        for (int i = 0; i < names.length; i++) {
            if (written[i] && !names[i].equals(ofVersion)) {
                // What is lazy is read by the entity itself.
                Object value = !Hibernate.isPropertyInitialized(implementation, names[i])
                                && implementation instanceof Made made
                        ? made.get(names[i])
                        : loaded == null || loaded[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY
                                ? persister.getValue(implementation, i)
                                : loaded[i];
                state.value(names[i], persister.getPropertyTypes()[i], value);
            }
        }
        return state.row;
    }

    /** The text of an embeddable: its parts by path, without those that are null. */
    static String shown(SessionImplementor session, CompositeType type, Object embeddable) {
        StoredState state = new StoredState(session);
        state.value("", type, embeddable);
        return state.row.toString();
    }

    /**
     * The text of a value as it is announced or read. Only the instant of a time in a zone is kept in the row; an entity whose id is
     * derived may be its own id.
     */
    static String shown(SessionFactoryImplementor factory, @Nullable Object value) {
        if (value instanceof Made made) {
            return shown(
                    factory,
                    factory.getPersistenceUnitUtil().getIdentifier(Objects.requireNonNull(made.get("parent"))));
        }
        if (value instanceof Map.Entry<?, ?> any) {
            return Show.simpleName(String.valueOf(any.getKey())) + " " + any.getValue();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        return value instanceof ZonedDateTime time ? time.toInstant().toString() : Show.value(value);
    }

    private void value(String path, Type type, @Nullable Object value) {
        if (value == null || type.isCollectionType()) {
            return;
        }
        if (type instanceof AnyType) {
            row.put(
                    path,
                    shown(
                            session.getFactory(),
                            Map.entry(session.bestGuessEntityName(value), String.valueOf(id(value)))));
        } else if (type instanceof CompositeType composite) {
            String[] names = composite.getPropertyNames();
            for (int i = 0; i < names.length; i++) {
                value(path + "." + names[i], composite.getSubtypes()[i], composite.getPropertyValue(value, i, session));
            }
        } else {
            row.put(path, shown(session.getFactory(), type instanceof EntityType ? id(value) : value));
        }
    }

    private @Nullable Object id(Object entity) {
        return entity instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getInternalIdentifier()
                : session.getEntityPersister(null, entity).getIdentifier(entity, session);
    }
}
