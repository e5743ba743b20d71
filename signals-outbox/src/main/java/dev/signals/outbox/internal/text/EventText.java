package dev.signals.outbox.internal.text;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.access.CallChain;
import dev.signals.outbox.call.DurableCall;
import dev.signals.outbox.internal.event.KeptEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Turns events about the entities of one session factory into JSON and back. */
public final class EventText {

    private final SessionFactoryImplementor factory;
    private final EventWriter writer;
    private final EventReader reader;
    private final Map<String, EntityText> entities = new ConcurrentHashMap<>();

    public EventText(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.writer = new EventWriter(factory);
        this.reader = new EventReader(factory);
    }

    /**
     * Checks that events about an entity can be read back.
     *
     * @param collections whether they have the changes of collections
     * @return what is wrong with which attribute; null if nothing is
     */
    public static @Nullable String fault(EntityPersister persister, boolean collections) {
        return EntityText.fault(persister, collections);
    }

    /**
     * Returns an event as JSON.
     *
     * @param signal the name of the signal
     * @param time the time at which it is written
     * @param collections whether the changes of collections were asked for
     * @param chain what has caused it
     */
    public byte[] write(String signal, ModelEvent<?> event, Instant time, boolean collections, CallChain chain) {
        Map<String, @Nullable Object> json = writer.write(signal, event, of(event.entityName()), time, collections);
        ChainText.put(json, chain);
        return Json.write(json);
    }

    /** Returns an event of a signal of the application as JSON. */
    public byte[] writeOwn(String event, Instant time, @Nullable Object tenant, CallChain chain) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(Fields.OWN, event);
        json.put(Fields.TIME, time.toString());
        if (tenant != null) {
            json.put(Fields.TENANT, Tenants.text(factory, tenant));
        }
        ChainText.put(json, chain);
        return Json.write(json);
    }

    /** Returns the JSON of an event without what has caused it. */
    public static byte[] withoutChain(byte[] bytes) {
        Map<String, @Nullable Object> json = Json.read(bytes);
        return ChainText.remove(json) ? Json.write(json) : bytes;
    }

    /** Reads what was written. */
    public Kept read(byte[] bytes) {
        return new Kept(Json.read(bytes));
    }

    /** An event of a signal of the application. */
    public record Own(
            String event, Supplier<Instant> time, @Nullable Object tenant) {}

    /** An event as it was written. */
    public final class Kept {

        private final Map<String, @Nullable Object> json;

        private Kept(Map<String, @Nullable Object> json) {
            this.json = json;
        }

        /** Returns when the event was written. */
        public Instant time() {
            return EventReader.time(json);
        }

        /** What has caused the event. */
        public CallChain chain() {
            return ChainText.of(json);
        }

        /**
         * Returns an event of a signal of the application; null if it is one of an entity.
         *
         * @param known the tenant of the event, if it is known from elsewhere
         */
        public @Nullable Own own(@Nullable Object known) {
            Object event = json.get(Fields.OWN);
            return event == null
                    ? null
                    : new Own(
                            (String) event, () -> EventReader.time(json), known == null ? reader.tenant(json) : known);
        }

        /**
         * Returns the event of an entity.
         *
         * @param known the tenant of the event, if it is known from elsewhere
         * @param call returns the call that brings it, for its tenant and time
         * @throws Unreadable if it cannot be read any more, because an entity or the type of an attribute has changed
         */
        public KeptEvent<?> event(
                @Nullable Object known, BiFunction<@Nullable Object, Supplier<Instant>, DurableCall> call) {
            String entity = String.valueOf(json.get(Fields.ENTITY));
            return reader.read(String.valueOf(json.get(Fields.SIGNAL)), json, of(entity), known, call);
        }
    }

    private EntityText of(String entityName) {
        return entities.computeIfAbsent(entityName, name -> {
            EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(name);
            if (persister == null) {
                throw new Unreadable(
                        "there is no entity " + name + " in session factory \"" + factory.getName() + "\"");
            }
            return new EntityText(persister);
        });
    }
}
