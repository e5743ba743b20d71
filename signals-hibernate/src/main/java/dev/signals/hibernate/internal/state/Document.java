package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.spi.JsonJavaType;
import org.hibernate.type.descriptor.java.spi.XmlJavaType;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.format.FormatMapper;
import org.jspecify.annotations.Nullable;

/**
 * How values of one class are stored as JSON or XML.
 *
 * <p>Hibernate does not always give such a class a Java type that can copy its values: if a converter handles the same class
 * elsewhere, it has only one that hands out the value itself.
 */
record Document<T>(JavaType<T> type, FormatMapper mapper, WrapperOptions options) {

    /** Returns how values of a type are stored; null if they are stored otherwise. */
    static <T> @Nullable Document<T> of(JavaType<T> type, JdbcType stored, SessionFactoryImplementor factory) {
        WrapperOptions options = factory.getWrapperOptions();
        int code = stored.getDefaultSqlTypeCode();
        if (type instanceof JsonJavaType || code == SqlTypes.JSON) {
            return new Document<>(type, options.getJsonFormatMapper(), options);
        }
        return type instanceof XmlJavaType || code == SqlTypes.SQLXML
                ? new Document<>(type, options.getXmlFormatMapper(), options)
                : null;
    }

    String text(Object value) {
        return mapper.toString(HibernateAdapter.cast(type, value), type, options);
    }

    T copy(Object value) {
        return mapper.fromString(text(value), type, options);
    }
}
