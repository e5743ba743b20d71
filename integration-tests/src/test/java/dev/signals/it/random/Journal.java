package dev.signals.it.random;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.random.Bookshop.Thing;
import dev.signals.it.support.StatementLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** Writes down what is announced in one transaction. */
final class Journal implements AutoCloseable {

    /**
     * One announcement.
     *
     * @param id null before it is known
     * @param isNew whether it was a PRE_SAVE of a new entity or a POST_SAVE of a created one
     * @param written what Hibernate takes for the content of the row, by column; empty if the instance is not
     *     managed
     * @param repeated whether it was a PRE_SAVE in a state that had been announced before and not been written
     *     since
     * @param statements how many statements the transaction had made
     */
    record Entry(
            Moment moment,
            Kind kind,
            Object instance,
            @Nullable String id,
            boolean isNew,
            Map<String, String> written,
            boolean repeated,
            boolean insideFlush,
            boolean insideCascade,
            int statements) {

        boolean isCreated() {
            return moment == Moment.POST_SAVE && isNew;
        }

        boolean isUpdated() {
            return moment == Moment.POST_SAVE && !isNew;
        }

        boolean is(Moment other) {
            return moment == other;
        }

        /** The same for the receiver that is called after the commit. */
        boolean matches(Entry other) {
            return moment == other.moment && instance == other.instance && isNew == other.isNew;
        }

        @Override
        public String toString() {
            return moment + (insideFlush ? " inside flush" : "") + (insideCascade ? " inside cascade" : "")
                    + (isNew ? " new " : " ") + (instance instanceof Thing thing ? thing : kind) + "#" + id;
        }
    }

    private static final int FIRST = -1_000;
    private static final int LAST = 1_000;

    /** Of the transactions before in the same session. */
    private final List<Entry> earlier = new ArrayList<>();

    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> toldAfterCommit = new ArrayList<>();
    private final List<NetChange> netChanges = new ArrayList<>();
    private final Map<Object, String> statesToldAndNotWritten = new IdentityHashMap<>();
    private final StatementLog statements;
    private final List<Connection> connections;

    /** What a transaction has done to an entity. */
    record NetChange(Kind kind, String id, ChangeKind change) {

        static NetChange of(Changed<?> event) {
            return new NetChange(Kind.of(event.sender()), String.valueOf(event.id()), event.kind());
        }
    }

    Journal(TestFactory factory) {
        statements = factory.statements();
        FactorySignals signals = factory.signals();
        connections = List.of(
                signals.changed().connect(event -> netChanges.add(NetChange.of(event))),
                signals.preSave().connect(event -> add(Moment.PRE_SAVE, event, event.isNew()), order(FIRST)),
                signals.preSave().connect(Thing.class, this::told, includingSubtypes(), order(LAST)),
                signals.postSave().connect(event -> add(Moment.POST_SAVE, event, event.created()), order(FIRST)),
                signals.preDelete().connect(event -> add(Moment.PRE_DELETE, event, false), order(FIRST)),
                signals.postDelete().connect(event -> add(Moment.POST_DELETE, event, false), order(FIRST)),
                signals.postSave()
                        .connect(
                                event -> toldAfterCommit.add(inTheEnd(Moment.POST_SAVE, event, event.created())),
                                afterCommit()),
                signals.postDelete()
                        .connect(
                                event -> toldAfterCommit.add(inTheEnd(Moment.POST_DELETE, event, false)),
                                afterCommit()));
    }

    /** Begins a transaction, in the session of the one before or in another. */
    void begin(boolean sameSession) {
        if (sameSession) {
            earlier.addAll(entries);
        } else {
            earlier.clear();
        }
        entries.clear();
        toldAfterCommit.clear();
        netChanges.clear();
        statesToldAndNotWritten.clear();
    }

    List<Entry> entries() {
        return entries;
    }

    List<Entry> entriesOfSession() {
        return Stream.concat(earlier.stream(), entries.stream()).toList();
    }

    /** What receivers were told after the commit. */
    List<Entry> toldAfterCommit() {
        return toldAfterCommit;
    }

    /** What receivers were told of the transaction as a whole. */
    List<NetChange> netChanges() {
        return netChanges;
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    /** Not if a receiver has flushed meanwhile, since then the others are to be told again. */
    private void told(ModelEvent<Thing> event) {
        statesToldAndNotWritten.computeIfPresent(
                event.instance(), (thing, state) -> event.instance().state());
    }

    private void add(Moment moment, ModelEvent<?> event, boolean isNew) {
        entries.add(entry(moment, event, isNew));
        if (moment == Moment.PRE_SAVE) {
            statesToldAndNotWritten.put(event.instance(), "being told");
        } else {
            statesToldAndNotWritten.remove(event.instance());
        }
    }

    /** The session is no longer to be had. */
    private static Entry inTheEnd(Moment moment, ModelEvent<?> event, boolean isNew) {
        Object instance = event.instance();
        return new Entry(
                moment,
                Kind.of(instance.getClass()),
                instance,
                String.valueOf(event.id()),
                isNew,
                Map.of(),
                false,
                false,
                false,
                0);
    }

    private Entry entry(Moment moment, ModelEvent<?> event, boolean isNew) {
        Object instance = event.instance();
        Kind kind = Kind.of(instance.getClass());
        boolean repeated = moment == Moment.PRE_SAVE
                && instance instanceof Thing thing
                && thing.state().equals(statesToldAndNotWritten.get(thing));
        EntityEntry entry = ((SessionImplementor) event.session())
                .getPersistenceContextInternal()
                .getEntry(instance);
        return new Entry(
                moment,
                kind,
                instance,
                event.id() == null ? null : String.valueOf(event.id()),
                isNew,
                entry == null ? Map.of() : written(kind, entry),
                repeated,
                event.insideFlush(),
                event.insideCascade(),
                statements.all().size());
    }

    private static Map<String, String> written(Kind kind, EntityEntry entry) {
        Map<String, String> written = new HashMap<>();
        List<String> properties = Arrays.asList(entry.getPersister().getPropertyNames());
        for (String column : kind.columns()) {
            String property = column.replace("_id", "");
            if (properties.contains(property) && !column.equals(Kind.VERSION)) {
                Object value = entry.getLoadedValue(property);
                boolean isReference = value instanceof Thing || HibernateProxy.extractLazyInitializer(value) != null;
                written.put(column, String.valueOf(isReference ? Bookshop.idOf(value) : value));
            }
        }
        return written;
    }
}
