package dev.signals.outbox.internal.router;

import java.lang.reflect.Type;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;

/** Writes payloads as JSON, with the mapper that the session factory has for attributes of type JSON. */
final class Payloads {

    private final SessionFactoryImplementor factory;

    Payloads(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /** Returns a payload as JSON; a text is JSON already. */
    @Nullable
    String json(@Nullable Object payload) {
        if (payload == null || payload instanceof String) {
            return (String) payload;
        }
        return mapper(payload).toString(payload, type(payload), factory.getWrapperOptions());
    }

    @SuppressWarnings("unchecked") // it is the class of the payload
    private JavaType<Object> type(Object payload) {
        Type type = payload.getClass(); // the method that takes a class came with Hibernate 7.2
        return (JavaType<Object>)
                factory.getTypeConfiguration().getJavaTypeRegistry().resolveDescriptor(type);
    }

    private FormatMapper mapper(Object payload) {
        try {
            return factory.getSessionFactoryOptions().getJsonFormatMapper();
        } catch (HibernateException e) {
            throw new IllegalStateException(
                    payload.getClass().getName() + " cannot be written as the payload of an event, because there is no"
                            + " JSON mapper; put Jackson or JSON-B on the class path, set hibernate.type.json_format_mapper,"
                            + " or return JSON as a String",
                    e);
        }
    }
}
