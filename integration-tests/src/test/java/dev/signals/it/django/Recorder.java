package dev.signals.it.django;

import dev.signals.Connection;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.signal.ModelSignal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Receivers that write down what they are told and what they see at that moment, in the words of the traces.
 */
final class Recorder {

    private static final int BETWEEN_STEPS = -1;

    private final List<Map<String, @Nullable Object>> events;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Object> instances = new ArrayList<>();
    private int step = BETWEEN_STEPS;

    Recorder(List<Map<String, @Nullable Object>> events) {
        this.events = events;
    }

    void startStep(int number) {
        step = number;
    }

    void endStep() {
        step = BETWEEN_STEPS;
    }

    /** The instances of the events so far. */
    List<Object> instances() {
        return List.copyOf(instances);
    }

    /** Hears the signal for all entities. */
    void listenTo(ModelSignal<? extends ModelEvent<?>> signal) {
        connections.add(signal.connect(this::record));
    }

    /**
     * Connects a receiver that writes everything down and raises, and behind it one that writes everything
     * down.
     */
    void failIn(ModelSignal<? extends ModelEvent<?>> signal) {
        failIn(signal, event -> true);
    }

    /** The same with a receiver that raises at some events only. */
    <E extends ModelEvent<?>> void failIn(ModelSignal<E> signal, Predicate<E> condition) {
        SignalReceiver<ModelEvent<?>> failing = named("failing");
        connections.add(signal.connect(event -> {
            failing.receive(event);
            if (condition.test(event)) {
                throw new Boom();
            }
        }));
        connections.add(signal.connect(named("after it")));
    }

    /** Hears the signal for all entities, and asks to be called back after the commit. */
    void listenAndAskBack(ModelSignal<? extends ModelEvent<?>> signal) {
        connections.add(signal.connect(event -> {
            record(event);
            String about = what(event) + " of " + event.sender().getSimpleName() + "#"
                    + (event.id() == null ? "None" : event.id());
            Object instance = event.instance();
            Session session = event.session();
            event.onCommit(() -> calledBack(about, instance, session));
        }));
    }

    private static String what(ModelEvent<?> event) {
        return event instanceof M2mChanged<?> change ? change.action().toString() : signal(event);
    }

    private void calledBack(String about, Object instance, Session session) {
        if (step == BETWEEN_STEPS) {
            return;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("step", (long) step);
        fields.put("signal", "on_commit");
        fields.put("about", about);
        fields.put("pk_read_in_callback", identifier(session, instance));
        putTransaction(fields, session);
        events.add(fields);
    }

    /** Writes down that the program has come this far. */
    void note(String about, Session session) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("step", (long) step);
        fields.put("signal", "note");
        fields.put("about", about);
        putTransaction(fields, session);
        events.add(fields);
    }

    private static void putTransaction(Map<String, @Nullable Object> fields, Session session) {
        fields.put("in_atomic", session.getTransaction().isActive());
        fields.put("sql_transaction_open", session.doReturningWork(connection -> !connection.getAutoCommit()));
    }

    private static Object identifier(Session session, Object instance) {
        return ((SessionImplementor) session).getEntityPersister(null, instance).getIdentifier(instance);
    }

    /** Disconnects what this class has connected. */
    void disconnect() {
        connections.forEach(Connection::close);
        connections.clear();
    }

    /** Writes down everything. */
    void record(ModelEvent<?> event) {
        add(event, described(event, null));
    }

    /** Writes down everything and its own name. */
    private SignalReceiver<ModelEvent<?>> named(String receiver) {
        return event -> add(event, described(event, receiver));
    }

    /** Writes down that it was called; for scenarios about who is called. */
    SignalReceiver<ModelEvent<?>> brief(String receiver) {
        return event -> {
            Map<String, @Nullable Object> fields = described(event, receiver);
            fields.keySet()
                    .retainAll(
                            List.of("step", "signal", "sender", "receiver", "pk", "in_atomic", "sql_transaction_open"));
            add(event, fields);
        };
    }

    private void add(ModelEvent<?> event, Map<String, @Nullable Object> fields) {
        if (step != BETWEEN_STEPS) {
            events.add(fields);
            instances.add(event.instance());
        }
    }

    private Map<String, @Nullable Object> described(ModelEvent<?> event, @Nullable String receiver) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("step", (long) step);
        fields.put("signal", signal(event));
        fields.put("sender", sender(event));
        if (receiver != null) {
            fields.put("receiver", receiver);
        }
        putTransaction(fields, event.session());
        if (event instanceof PreInit<?> init) {
            fields.put("kwargs", columns(init.state()));
            fields.put("has_instance_arg", init.instance().getClass() == init.sender());
            return fields;
        }
        fields.put("instance", event.instance().getClass().getSimpleName());
        fields.put("pk", key(event.id()));
        fields.put("using", event.using());
        if (event instanceof M2mChanged<?> change) {
            putAssociation(fields, change);
            return fields;
        }
        if (event instanceof PreSave<?> save) {
            fields.put("raw", save.raw());
            fields.put("update_fields", sorted(save.updateFields()));
            fields.put("adding", adding(event.session(), event.instance()));
        } else if (event instanceof PostSave<?> save) {
            fields.put("created", save.created());
            fields.put("raw", save.raw());
            fields.put("update_fields", sorted(save.updateFields()));
            fields.put("adding", adding(event.session(), event.instance()));
        } else if (event instanceof PreDelete<?> delete) {
            putOrigin(fields, delete.origin(), event);
        } else if (event instanceof PostDelete<?> delete) {
            putOrigin(fields, delete.origin(), event);
        }
        fields.put("row_exists", rowExists(event));
        return fields;
    }

    private static String signal(ModelEvent<?> event) {
        if (event instanceof PreInit<?>) {
            return "pre_init";
        } else if (event instanceof PreSave<?>) {
            return "pre_save";
        } else if (event instanceof PostSave<?>) {
            return "post_save";
        } else if (event instanceof PreDelete<?>) {
            return "pre_delete";
        } else if (event instanceof PostDelete<?>) {
            return "post_delete";
        } else if (event instanceof M2mChanged<?>) {
            return "m2m_changed";
        }
        throw new IllegalArgumentException("no name in the traces for " + event);
    }

    /** The name of the class; of an association that of Django's hidden link model: declaring class and attribute. */
    private static String sender(ModelEvent<?> event) {
        return event instanceof M2mChanged<?> change
                ? change.role().replaceAll(".*\\$", "").replace('.', '_')
                : event.sender().getSimpleName();
    }

    private static void putAssociation(Map<String, @Nullable Object> fields, M2mChanged<?> change) {
        fields.put("raw", change.raw());
        fields.put("action", change.action().toString());
        fields.put("reverse", change.reverse());
        fields.put("model", change.model().getSimpleName());
        fields.put(
                "pk_set",
                change.pksKnown() ? change.pks(Long.class).stream().sorted().toList() : null);
        fields.put("link_rows", change.session().doReturningWork(Recorder::linkRows));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static Map<String, @Nullable Object> columns(Map<String, @Nullable Object> state) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(state);
        columns.values().removeIf(Collection.class::isInstance);
        return columns;
    }

    private static @Nullable Object key(@Nullable Object id) {
        return id instanceof UUID ? "<uuid>" : id;
    }

    private static void putOrigin(Map<String, @Nullable Object> fields, Object origin, ModelEvent<?> event) {
        fields.put("origin", origin.getClass().getSimpleName() + "#" + identifier(event.session(), origin));
        fields.put("origin_is_instance", origin == event.instance());
    }

    /** Whether Hibernate knows of no row for this object; what Django keeps in {@code _state.adding}. */
    static boolean adding(Session session, Object instance) {
        EntityEntry entry =
                ((SessionImplementor) session).getPersistenceContextInternal().getEntry(instance);
        return entry == null || !entry.isExistsInDatabase();
    }

    /** Asks on the connection of the session, past Hibernate, so that nothing is flushed for it. */
    private static boolean rowExists(ModelEvent<?> event) {
        String sql = "select count(*) from " + event.sender().getSimpleName() + " where id = ?";
        Object id = event.id();
        return id != null && event.session().doReturningWork(connection -> count(connection, sql, id) == 1);
    }

    private static List<List<Long>> linkRows(java.sql.Connection connection) throws SQLException {
        String sql = "select articles_id, tags_id from Article_tags order by articles_id, tags_id";
        List<List<Long>> links = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                links.add(List.of(rows.getLong(1), rows.getLong(2)));
            }
        }
        return links;
    }

    private static int count(java.sql.Connection connection, String sql, Object id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
