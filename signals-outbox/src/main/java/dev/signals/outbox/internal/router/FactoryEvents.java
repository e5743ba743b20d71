package dev.signals.outbox.internal.router;

import dev.signals.Connection;
import dev.signals.Option;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.event.OutboxEvent;
import dev.signals.outbox.internal.settings.Settings;
import dev.signals.outbox.internal.table.Tables;
import dev.signals.outbox.internal.text.IdTexts;
import dev.signals.outbox.internal.text.Tenants;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The events of one session factory for other services. */
public final class FactoryEvents {

    /** The name of the trace in the context, as the W3C has it for the headers of a request. */
    private static final String TRACEPARENT = "traceparent";

    /** How much of a text that is too long is in a message. */
    private static final int SHOWN = 40;

    private final SessionFactoryImplementor factory;
    private final FactoryAccess signals;
    private final RouterTable table;
    private final IdTexts ids = new IdTexts();
    private final Payloads payloads;

    private FactoryEvents(SessionFactoryImplementor factory, FactoryAccess signals, Settings settings) {
        this.factory = factory;
        this.signals = signals;
        this.table = new RouterTable(
                Tables.of(factory).events(), factory.getJdbcServices().getDialect(), settings.removesEvents());
        this.payloads = new Payloads(factory);
    }

    /**
     * Returns the events of a session factory.
     *
     * @throws IllegalStateException if Hibernate makes the tables of the outbox, but not the one for events
     */
    public static FactoryEvents of(SessionFactoryImplementor factory, FactoryAccess signals, Settings settings) {
        if (settings.hasTables() && !settings.content().hasEvents()) {
            throw new IllegalStateException("session factory \"" + factory.getName()
                    + "\" makes no table for events; set " + OutboxSettings.CONTENT
                    + "=events, or jobs,events if it has durable receivers too");
        }
        return signals.extension(FactoryEvents.class, () -> new FactoryEvents(factory, signals, settings));
    }

    /** Writes an event for each change of an entity from now on. */
    @SafeVarargs
    @SuppressWarnings("varargs") // a copy of the array is passed on to a method that is safe itself
    public final <T> Connection connect(
            Class<T> type,
            Function<? super Changed<T>, ? extends @Nullable Object> mapper,
            Option<? super Changed<T>>... options) {
        Option<? super Changed<T>>[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = EventDelivery.INSTANCE;
        return ModelSignals.of(factory).changed().connect(type, new Mapping<>(mapper), all);
    }

    /** The receiver that writes what a mapper returns. */
    private final class Mapping<T> implements SignalReceiver<Changed<T>> {

        private final Function<? super Changed<T>, ? extends @Nullable Object> mapper;

        Mapping(Function<? super Changed<T>, ? extends @Nullable Object> mapper) {
            this.mapper = Objects.requireNonNull(mapper, "mapper");
        }

        @Override
        public void receive(Changed<T> change) {
            MappedChange before = MappedChange.of(change, signals.session(change));
            Object mapped = mapper.apply(change);
            before.checkNothingIsLost(this);
            if (mapped != null) {
                signals.writeLast(
                        change, routed(change, mapped instanceof OutboxEvent event ? event : OutboxEvent.of(mapped)));
            }
        }

        @Override
        public String toString() {
            String type = mapper.getClass().getName();
            int lambda = type.indexOf("$$Lambda");
            return "event mapper " + (lambda < 0 ? mapper : "lambda in " + type.substring(0, lambda));
        }
    }

    private RoutedEvent routed(Changed<?> change, OutboxEvent event) {
        EntityPersister entity = factory.getMappingMetamodel().getEntityDescriptor(change.entityName());
        String aggregateType = event.aggregateType();
        String aggregateId = event.aggregateId();
        String type = event.type();
        return new RoutedEvent(
                table,
                UUID.randomUUID(),
                fitting(
                        "aggregate type",
                        aggregateType == null ? entity.getRootEntityDescriptor().getImportedName() : aggregateType,
                        Tables.LONGEST_TEXT,
                        change),
                fitting(
                        "aggregate id",
                        aggregateId == null ? id(entity, change) : aggregateId,
                        Tables.LONGEST_AGGREGATE_ID,
                        change),
                fitting(
                        "type",
                        type == null ? entity.getImportedName() + verb(change.kind()) : type,
                        Tables.LONGEST_TEXT,
                        change),
                payloads.json(event.payload()),
                Tenants.text(factory, change.tenantId()),
                trace(change));
    }

    /** Returns the trace. One that is too long comes from elsewhere, and is no reason to fail the transaction. */
    private static @Nullable String trace(Changed<?> change) {
        Object trace = change.context().get(TRACEPARENT);
        String text = trace == null ? null : trace.toString();
        return text == null || text.length() > Tables.LONGEST_TEXT ? null : text;
    }

    private static String fitting(String what, String text, int longest, Changed<?> change) {
        if (text.length() > longest) {
            throw new IllegalArgumentException("the " + what + " of the event for " + change.entityName() + " has "
                    + text.length() + " characters, and its column takes " + longest
                    + "; let the mapper return OutboxEvent.of(payload) with a shorter one: withAggregate(type, id) or"
                    + " withType(type). It begins with \"" + text.substring(0, SHOWN) + "\"");
        }
        return text;
    }

    private String id(EntityPersister entity, Changed<?> change) {
        Object id = Objects.requireNonNull(change.id(), "a written entity has an identifier");
        return ids.of(entity, id);
    }

    private static String verb(ChangeKind kind) {
        return switch (kind) {
            case CREATED -> "Created";
            case UPDATED -> "Updated";
            case DELETED -> "Deleted";
            case CREATED_AND_DELETED -> "CreatedAndDeleted";
        };
    }
}
