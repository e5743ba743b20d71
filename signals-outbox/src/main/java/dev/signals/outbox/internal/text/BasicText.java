package dev.signals.outbox.internal.text;

import java.lang.reflect.Array;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Blob;
import java.sql.Clob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.SerializableJavaType;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;

/**
 * Basic values as text: what Hibernate's own Java type makes of them, after a converter if the attribute has one. A document in a
 * JSON column is written by Hibernate's own JSON mapper.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // the Java types of a mapping fit its values
final class BasicText implements ValueText {

    /** A value that a converter writes as null. */
    private static final Map<String, Object> NULL_IN_THE_ROW = Map.of();

    private final JdbcMapping mapping;

    private BasicText(JdbcMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * @throws Unreadable if the type cannot read its own text
     */
    static ValueText of(JdbcMapping mapping, SessionFactoryImplementor factory) {
        JavaType<?> type = mapping.getJdbcJavaType();
        if (mapping.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON) {
            // Hibernate has a mapper only where an attribute needs it.
            return new Document(
                    mapping, factory.getSessionFactoryOptions().getJsonFormatMapper(), factory.getWrapperOptions());
        }
        if (type instanceof SerializableJavaType<?>) {
            throw new Unreadable("is stored in serialized form");
        }
        if (Blob.class.isAssignableFrom(type.getJavaTypeClass())
                || Clob.class.isAssignableFrom(type.getJavaTypeClass())) {
            throw new Unreadable("is a large object that belongs to its connection");
        }
        Class<?> element = type.getJavaTypeClass().getComponentType();
        if (element != null && element.isPrimitive() && element != byte.class && element != char.class) {
            return new PrimitiveArrayText(element); // Hibernate cannot read its own text for these.
        }
        if (InetAddress.class.isAssignableFrom(type.getJavaTypeClass())) {
            return new AddressText();
        }
        try {
            type.fromString("");
        } catch (UnsupportedOperationException e) {
            throw new Unreadable(
                    "has the type " + type.getJavaType().getTypeName() + ", which cannot be read from text");
        } catch (RuntimeException e) {
            if (e.getCause() instanceof UnsupportedOperationException) {
                throw new Unreadable("has a user type that cannot be read from text");
            }
            // It reads text, but not this one.
        }
        return new BasicText(mapping);
    }

    @Override
    public @Nullable Object toJson(Object value) {
        Object relational = mapping.convertToRelationalValue(value);
        return relational == null ? NULL_IN_THE_ROW : ((JavaType) mapping.getJdbcJavaType()).toString(relational);
    }

    @Override
    public @Nullable Object toValue(Object json) {
        return json.equals(NULL_IN_THE_ROW)
                ? mapping.convertToDomainValue(null)
                : mapping.convertToDomainValue(mapping.getJdbcJavaType().fromString((String) json));
    }

    /** Arrays of numbers and booleans. */
    private record PrimitiveArrayText(Class<?> element) implements ValueText {

        @Override
        public Object toJson(Object value) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(String.valueOf(Array.get(value, i)));
            }
            return elements;
        }

        @Override
        public Object toValue(Object json) {
            List<?> elements = (List<?>) json;
            Object array = Array.newInstance(element, elements.size());
            for (int i = 0; i < elements.size(); i++) {
                Array.set(array, i, element((String) elements.get(i)));
            }
            return array;
        }

        private Object element(String text) {
            if (element == boolean.class) {
                return Boolean.valueOf(text);
            }
            if (element == double.class) {
                return Double.valueOf(text);
            }
            if (element == float.class) {
                return Float.valueOf(text);
            }
            if (element == long.class) {
                return Long.valueOf(text);
            }
            return element == short.class ? Short.valueOf(text) : (Object) Integer.valueOf(text);
        }
    }

    /** Internet addresses, whose own text begins with a slash. */
    private record AddressText() implements ValueText {

        @Override
        public Object toJson(Object value) {
            return ((InetAddress) value).getHostAddress();
        }

        @Override
        public Object toValue(Object json) {
            try {
                return InetAddress.getByName((String) json);
            } catch (UnknownHostException e) {
                throw new Unreadable("is no address: " + json, e);
            }
        }
    }

    private record Document(JdbcMapping mapping, FormatMapper documents, WrapperOptions options) implements ValueText {

        @Override
        public Object toJson(Object value) {
            return documents.toString(
                    mapping.convertToRelationalValue(value), (JavaType) mapping.getJdbcJavaType(), options);
        }

        @Override
        public @Nullable Object toValue(Object json) {
            return mapping.convertToDomainValue(
                    documents.fromString((String) json, mapping.getJdbcJavaType(), options));
        }
    }
}
