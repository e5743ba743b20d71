package dev.signals.examples.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.collection.spi.PersistentCollection;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson about Hibernate. An entity is written as its identifier, without being loaded, and read as a reference. A
 * collection that can no longer be loaded, since its owner is deleted, is written as null.
 */
final class HibernateModule extends Module {

    @Override
    public String getModuleName() {
        return "hibernate";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new Writers());
        context.addDeserializers(new Readers());
        context.addKeySerializers(new KeyWriters());
        context.addKeyDeserializers(HibernateModule::keyReader);
    }

    /** Returns whether a class is an entity class or a proxy of one. */
    private static boolean isEntity(@Nullable Class<?> type) {
        return type != null && (type.isAnnotationPresent(Entity.class) || isEntity(type.getSuperclass()));
    }

    private static final class Writers extends Serializers.Base {

        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return isEntity(type.getRawClass()) ? new EntityWriter() : null;
        }

        @Override
        public @Nullable JsonSerializer<?> findCollectionSerializer(
                SerializationConfig config,
                CollectionType type,
                BeanDescription description,
                @Nullable TypeSerializer typeSerializer,
                @Nullable JsonSerializer<Object> elementSerializer) {
            return collectionWriter(type);
        }

        @Override
        public @Nullable JsonSerializer<?> findMapSerializer(
                SerializationConfig config,
                MapType type,
                BeanDescription description,
                @Nullable JsonSerializer<Object> keySerializer,
                @Nullable TypeSerializer typeSerializer,
                @Nullable JsonSerializer<Object> valueSerializer) {
            return collectionWriter(type);
        }

        private static @Nullable JsonSerializer<?> collectionWriter(JavaType type) {
            return type.isTypeOrSubTypeOf(PersistentCollection.class) ? new CollectionWriter() : null;
        }
    }

    private static final class Readers extends Deserializers.Base {

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            return isEntity(type.getRawClass()) ? new EntityReader(type.getRawClass()) : null;
        }
    }

    private static final class KeyWriters extends Serializers.Base {

        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return isEntity(type.getRawClass()) ? new KeyWriter() : null;
        }
    }

    /** Writes an entity that is the key of a map. */
    private static final class KeyWriter extends JsonSerializer<Object> {

        @Override
        public void serialize(Object entity, JsonGenerator json, SerializerProvider provider) throws IOException {
            Session session = (Session) provider.getAttribute(Session.class);
            json.writeFieldName(new PlainValues(session).key(identifier(session, entity)));
        }
    }

    private static @Nullable KeyDeserializer keyReader(
            JavaType type, DeserializationConfig config, BeanDescription description) {
        if (!isEntity(type.getRawClass())) {
            return null;
        }
        return new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                Session session = (Session) context.getAttribute(Session.class);
                Class<?> idType = idType(session, type.getRawClass());
                return session.getReference(type.getRawClass(), new PlainValues(session).id(key, idType));
            }
        };
    }

    private static Object identifier(Session session, Object entity) {
        return session.getFactory().getPersistenceUnitUtil().getIdentifier(entity);
    }

    private static Class<?> idType(Session session, Class<?> entity) {
        return session.getMetamodel().entity(entity).getIdType().getJavaType();
    }

    private static final class EntityWriter extends JsonSerializer<Object> {

        @Override
        public void serialize(Object entity, JsonGenerator json, SerializerProvider provider) throws IOException {
            Session session = (Session) provider.getAttribute(Session.class);
            provider.defaultSerializeValue(identifier(session, entity), json);
        }
    }

    private static final class EntityReader extends JsonDeserializer<Object> {

        private final Class<?> type;

        EntityReader(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Session session = (Session) context.getAttribute(Session.class);
            return session.getReference(type, context.readValue(json, idType(session, type)));
        }
    }

    private static final class CollectionWriter extends JsonSerializer<PersistentCollection<?>> {

        @Override
        public void serialize(PersistentCollection<?> collection, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            boolean readable = collection.wasInitialized() || collection.getSession() != null;
            provider.defaultSerializeValue(readable ? content(collection) : null, json);
        }

        private static Object content(PersistentCollection<?> collection) {
            return collection instanceof Map<?, ?> map
                    ? new HashMap<>(map)
                    : new ArrayList<>((Collection<?>) collection);
        }
    }
}
