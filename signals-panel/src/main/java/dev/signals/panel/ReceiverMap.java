package dev.signals.panel;

import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import dev.signals.hibernate.internal.connect.ModelPart;
import dev.signals.hibernate.internal.connect.PhaseDelivery;
import dev.signals.hibernate.signal.ModelSignal;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.engine.spi.CascadingActions;

/**
 * The receivers of one session factory, and which entities reach them.
 *
 * @param names names receivers
 */
record ReceiverMap(EntityManagerFactory factory, Function<Connection, ReceiverName> names) {

    Map<String, Object> json() {
        List<Connection> connections = connections();
        List<Map<String, Object>> receivers = new ArrayList<>();
        connections.forEach(connection -> receivers.add(receiver(connection)));
        Cascades cascades = new Cascades(factory, factory.getMetamodel().getEntities());
        List<Map<String, Object>> entities = factory.getMetamodel().getEntities().stream()
                .sorted(Comparator.comparing(EntityType::getName))
                .map(entity -> entity(entity, connections, cascades))
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("receivers", receivers);
        json.put("entities", entities);
        json.put("muted", signals().filter(Signal::isMuted).map(Signal::name).toList());
        return json;
    }

    /** Returns the connections of each signal in calling order. */
    List<Connection> connections() {
        return signals().flatMap(signal -> signal.connections().stream()).toList();
    }

    /** Returns whether any receiver is durable. */
    boolean hasDurable() {
        return connections().stream()
                .anyMatch(connection -> connection.delivery().orElse(null) instanceof DurableDelivery);
    }

    private Stream<Signal<?>> signals() {
        FactorySignals signals = ModelSignals.of(factory);
        Stream<ModelSignal<?>> always = Stream.of(
                signals.preInit(),
                signals.postInit(),
                signals.preSave(),
                signals.postSave(),
                signals.preDelete(),
                signals.postDelete(),
                signals.m2mChanged(),
                signals.collectionChanged(),
                signals.changed());
        boolean bulk =
                "true".equalsIgnoreCase(String.valueOf(factory.getProperties().get(SignalSettings.BULK)));
        return Stream.concat(always, bulk ? Stream.of(signals.bulkUpdated(), signals.bulkDeleted()) : Stream.empty())
                .map(ModelSignal::signal);
    }

    private Map<String, Object> receiver(Connection connection) {
        SignalMap.Row row = SignalMap.of(List.of(connection)).rows().get(0);
        Map<String, Object> json = names.apply(connection).json();
        json.put("signal", row.signal());
        json.put("sender", row.sender());
        json.put(
                "any",
                connection.isForAnySender()
                        && ModelPart.of(connection).entityName().isEmpty());
        json.put("phase", phase(connection));
        json.put("executor", row.executor().orElse(""));
        json.put("options", options(row));
        json.put("conditions", row.conditions());
        return json;
    }

    private static List<String> options(SignalMap.Row row) {
        List<String> options = new ArrayList<>();
        row.uid().ifPresent(uid -> options.add("uid \"" + uid + "\""));
        if (row.order() != 0) {
            options.add("order " + row.order());
        }
        row.after().forEach(uid -> options.add("after \"" + uid + "\""));
        options.addAll(row.conditions());
        options.addAll(row.flags());
        if (row.onError() != ErrorPolicy.FAIL) {
            options.add("onError " + row.onError());
        }
        return options;
    }

    /** Returns when the receiver is called, as the page groups it. */
    private static String phase(Connection connection) {
        Object delivery = connection.delivery().orElse(null);
        if (delivery instanceof PhaseDelivery phase) {
            return phase.phase().name();
        } else if (delivery instanceof ExecutorDelivery) {
            return "BACKGROUND";
        } else if (delivery instanceof DurableDelivery) {
            return "DURABLE";
        }
        return connection.part().orElse(null) instanceof ChangedPart changed
                ? changed.moment().phase().name()
                : "AT_ONCE";
    }

    private static Map<String, Object> entity(EntityType<?> entity, List<Connection> connections, Cascades cascades) {
        List<Integer> reached = new ArrayList<>();
        for (int index = 0; index < connections.size(); index++) {
            if (reaches(entity, connections.get(index))) {
                reached.add(index);
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entity.getName());
        json.put(
                "type",
                entity.getJavaType() == null
                        ? entity.getName()
                        : entity.getJavaType().getName());
        json.put("receivers", reached);
        json.put("persists", cascades.of(entity, CascadingActions.PERSIST));
        json.put("removes", cascades.of(entity, CascadingActions.REMOVE));
        return json;
    }

    /** Returns whether events about the entity may reach the receiver. */
    private static boolean reaches(EntityType<?> entity, Connection connection) {
        Class<?> type = entity.getJavaType();
        String name = ModelPart.of(connection).entityName().orElse(null);
        if (name != null) {
            return name.equals(entity.getName()) || (type != null && name.equals(type.getName()));
        }
        Class<?> sender = connection.sender().orElse(null);
        if (sender == null || type == null) {
            return connection.isForAnySender();
        }
        return sender == type || (connection.includesSubtypes() && sender.isAssignableFrom(type));
    }
}
