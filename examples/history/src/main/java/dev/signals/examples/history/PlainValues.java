package dev.signals.examples.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of entities into values of JSON, and back: text, numbers, booleans, lists and maps. These mean the same
 * when the classes they came from have changed. Entities become their identifiers and are not loaded.
 */
final class PlainValues {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new HibernateModule())
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ObjectWriter writer;
    private final ObjectReader reader;

    PlainValues(Session session) {
        this.writer = JSON.writer().withAttribute(Session.class, session);
        this.reader = JSON.reader().withAttribute(Session.class, session);
    }

    /** Returns the plain value of a value. */
    @Nullable
    Object of(@Nullable Object value) {
        return read(JSON.reader(), write(writer, value), JSON.constructType(Object.class));
    }

    /** Returns the plain elements of a collection, or the plain entries of a map; none for null. */
    List<?> list(@Nullable Object collection) {
        Object elements = collection instanceof Map<?, ?> map ? map.entrySet() : collection;
        return of(elements) instanceof List<?> list ? list : List.of();
    }

    /** Returns a value for people; null for nothing. */
    @Nullable
    String text(@Nullable Object value) {
        Object plain = of(value);
        if (plain instanceof List<?> list) {
            return list.isEmpty() ? null : list.stream().map(this::text).collect(Collectors.joining(", "));
        }
        return plain == null || plain instanceof String ? (String) plain : write(plain);
    }

    /** Returns the text of an identifier: itself if it is simple, JSON if it has several parts. */
    String key(@Nullable Object id) {
        return String.valueOf(text(id));
    }

    /** Returns the identifier of a {@link #key}. */
    @Nullable
    Object id(String key, Class<?> type) {
        boolean json = type != String.class && key.startsWith("{");
        return read(reader, json ? key : write(key), JSON.constructType(type));
    }

    /**
     * Returns the value of a plain value.
     *
     * @param parameters of a collection the class of its elements, of a map those of its keys and values
     */
    @Nullable
    Object as(@Nullable Object plain, Class<?> type, Class<?>... parameters) {
        JavaType target = parameters.length == 0
                ? JSON.constructType(type)
                : JSON.getTypeFactory().constructParametricType(type, parameters);
        return read(reader, write(plain), target);
    }

    static String write(@Nullable Object plain) {
        return write(JSON.writer(), plain);
    }

    @SuppressWarnings("unchecked") // a JSON object
    static Map<String, @Nullable Object> readMap(String json) {
        return (Map<String, @Nullable Object>) read(JSON.reader(), json, JSON.constructType(Map.class));
    }

    private static String write(ObjectWriter writer, @Nullable Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot record a value of " + value.getClass(), e);
        }
    }

    private static <T> T read(ObjectReader reader, String json, JavaType type) {
        try {
            return reader.forType(type).readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot read " + json + " as " + type, e);
        }
    }
}
