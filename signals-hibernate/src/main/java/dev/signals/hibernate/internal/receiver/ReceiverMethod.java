package dev.signals.hibernate.internal.receiver;

import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.connect.Connector;
import dev.signals.hibernate.internal.connect.DurableDelivery;
import dev.signals.hibernate.internal.connect.PhaseDelivery;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A receiver method that has been read and checked. */
final class ReceiverMethod {

    private final Method method;
    private final Receiver receiver;
    private final ReceiverSignature signature;
    private final SignalReceiver<Object> call;

    private ReceiverMethod(Method method, Receiver receiver, ReceiverSignature signature, SignalReceiver<Object> call) {
        this.method = method;
        this.receiver = receiver;
        this.signature = signature;
        this.call = call;
    }

    static ReceiverMethod of(Supplier<?> receivers, Method method, Receiver receiver, TypeArguments arguments) {
        ReceiverSignature signature = ReceiverSignature.of(method, receiver, arguments);
        ReceiverMethodInvoker call = ReceiverMethodInvoker.of(receivers, method);
        return new ReceiverMethod(method, receiver, signature, signature.batch() ? call.batch() : call.one());
    }

    /** The name of the entity or the entity class; null for any. */
    @Nullable
    Object sender() {
        return receiver.entity().isEmpty() ? signature.sender() : receiver.entity();
    }

    /**
     * Connects the method to each of its signals.
     *
     * @param connections gets the connections
     * @param made gets those that were not there before, since another method may have the uid
     */
    void connect(FactorySignals signals, List<Connection> connections, List<Connection> made) {
        for (Class<?> event : signature.events()) {
            List<Connection> present = EventSignals.of(signals, event).signal().connections();
            Connection connection = connect(signals, event);
            connections.add(connection);
            if (!present.contains(connection)) {
                made.add(connection);
            }
        }
    }

    private Connection connect(FactorySignals signals, Class<?> event) {
        Connector connector = new Connector(EventSignals.of(signals, event).signal());
        Option<?>[] options = options(signals, event);
        Class<?> sender = signature.sender();
        if (!receiver.attribute().isEmpty()) {
            if (sender == null || !receiver.entity().isEmpty() || !CollectionEvent.class.isAssignableFrom(event)) {
                throw ReceiverSignature.fault(
                        method,
                        "attribute \"" + receiver.attribute()
                                + "\" is only possible for M2mChanged and CollectionChanged of one entity class");
            }
            return connector.connect(sender, receiver.attribute(), call, options);
        }
        if (!receiver.entity().isEmpty()) {
            return connector.connect(receiver.entity(), call, options);
        }
        return sender == null ? connector.connect(call, options) : connector.connect(sender, call, options);
    }

    private Option<?>[] options(FactorySignals signals, Class<?> event) {
        List<Option<?>> options = new ArrayList<>();
        if (!receiver.uid().isEmpty()) {
            options.add(Options.uid(receiver.uid()));
        }
        if (receiver.order() != 0) {
            options.add(Options.order(receiver.order()));
        }
        if (receiver.includingSubtypes() || signature.subtypes()) {
            options.add(Options.includingSubtypes());
        }
        delivery(signals).ifPresent(options::add);
        if (receiver.onError() != ErrorPolicy.FAIL) {
            options.add(Options.onError(receiver.onError()));
        }
        if (receiver.after().length > 0) {
            options.add(after());
        }
        options.addAll(new ReceiverConditions(method, receiver, signature)
                .options(event, EventSignals.of(signals, event).signal().rule()));
        if (receiver.includingCollections()) {
            options.add(including(event, "includingCollections", ModelSignals.includingCollections()));
        }
        if (receiver.includingCreatedAndDeleted()) {
            options.add(including(event, "includingCreatedAndDeleted", ModelSignals.includingCreatedAndDeleted()));
        }
        return options.toArray(Option[]::new);
    }

    private Optional<Option<?>> delivery(FactorySignals signals) {
        List<TransactionPhase> phases = List.of(receiver.phase());
        if (phases.size() > 1) {
            throw ReceiverSignature.fault(method, "it names " + phases.size() + " phases, but can have only one");
        }
        if (receiver.async()) {
            if (!receiver.durable().isEmpty()) {
                throw ReceiverSignature.fault(method, "async and durable exclude each other; drop one of them");
            }
            if (!phases.isEmpty() && !phases.contains(TransactionPhase.AFTER_COMMIT)) {
                throw ReceiverSignature.fault(
                        method, "async = true means after the commit, but the method names phase " + phases.get(0));
            }
            return Optional.of(ModelSignals.afterCommit(signals.executor()));
        }
        if (!receiver.durable().isEmpty()) {
            return Optional.of(durable(!phases.isEmpty()));
        }
        if (receiver.orderedPerEntity()) {
            throw ReceiverSignature.fault(method, "orderedPerEntity has no meaning without durable");
        }
        return phases.stream().findFirst().map(phase -> PhaseDelivery.valueOf(phase.name()));
    }

    private Option<?> durable(boolean inPhase) {
        if (inPhase) {
            throw ReceiverSignature.fault(
                    method, "durable means after the commit, in another transaction; drop the phase");
        }
        return ServiceLoader.load(DurableDelivery.Maker.class, DurableDelivery.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> ReceiverSignature.fault(
                        method, "durable needs the module signals-outbox; add it to the class path"))
                .of(receiver.durable(), receiver.orderedPerEntity());
    }

    private Option<Object> after() {
        try {
            return Options.after(receiver.after());
        } catch (IllegalArgumentException e) {
            throw ReceiverSignature.fault(method, String.valueOf(e.getMessage()));
        }
    }

    private Option<Changed<?>> including(Class<?> event, String member, Option<Changed<?>> option) {
        if (event != Changed.class) {
            throw ReceiverSignature.fault(method, member + " has no meaning for " + event.getSimpleName());
        }
        return option;
    }
}
