package dev.signals.it.harmless;

import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of an entity that are columns of its row: embeddables by path, references as identifiers. */
final class StoredState {

    private final SessionImplementor session;
    private final BiConsumer<String, @Nullable Object> sink;

    StoredState(SessionImplementor session, BiConsumer<String, @Nullable Object> sink) {
        this.session = session;
        this.sink = sink;
    }

    void read(EntityPersister persister, Object entity) {
        Object implementation = Hibernate.unproxy(entity);
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (persister.getPropertyInsertability()[i] && i != persister.getVersionPropertyIndex()) {
                Hibernate.isPropertyInitialized(implementation, names[i]);
                value(
                        names[i],
                        persister.getPropertyTypes()[i],
                        Hibernate.isPropertyInitialized(implementation, names[i])
                                ? persister.getValue(implementation, i)
                                : implementation instanceof Made made ? made.get(names[i]) : null);
            }
        }
    }

    private void value(String path, Type type, @Nullable Object value) {
        if (value == null || type.isCollectionType()) {
            return;
        }
        if (type instanceof AnyType) {
            sink.accept(path, Map.entry(session.bestGuessEntityName(value), String.valueOf(id(value))));
        } else if (type instanceof CompositeType composite) {
            for (int i = 0; i < composite.getPropertyNames().length; i++) {
                value(
                        path + "." + composite.getPropertyNames()[i],
                        composite.getSubtypes()[i],
                        composite.getPropertyValue(value, i, session));
            }
        } else if (type instanceof EntityType) {
            sink.accept(path, id(value));
        } else {
            sink.accept(path, value);
        }
    }

    private @Nullable Object id(Object entity) {
        return entity instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getInternalIdentifier()
                : session.getEntityPersister(null, entity).getIdentifier(entity, session);
    }
}
