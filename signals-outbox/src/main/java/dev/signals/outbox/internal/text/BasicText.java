package dev.signals.outbox.internal.text;

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

    private final JdbcMapping mapping;

    private BasicText(JdbcMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * @throws Unreadable if the type cannot read its own text
     */
    static ValueText of(JdbcMapping mapping, SessionFactoryImplementor factory) {
        JavaType<?> type = mapping.getJdbcJavaType();
        FormatMapper documents = factory.getSessionFactoryOptions().getJsonFormatMapper();
        if (mapping.getJdbcType().getDefaultSqlTypeCode() == SqlTypes.JSON && documents != null) {
            return new Document(mapping, documents, factory.getWrapperOptions());
        }
        if (type instanceof SerializableJavaType<?>) {
            throw new Unreadable("is stored in serialized form");
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
        return relational == null ? null : ((JavaType) mapping.getJdbcJavaType()).toString(relational);
    }

    @Override
    public @Nullable Object toValue(Object json) {
        return mapping.convertToDomainValue(mapping.getJdbcJavaType().fromString((String) json));
    }

    private record Document(JdbcMapping mapping, FormatMapper documents, WrapperOptions options) implements ValueText {

        @Override
        public Object toJson(Object value) {
            return documents.toString(value, (JavaType) mapping.getJavaTypeDescriptor(), options);
        }

        @Override
        public @Nullable Object toValue(Object json) {
            return documents.fromString((String) json, mapping.getJavaTypeDescriptor(), options);
        }
    }
}
