package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.SignalReceiver;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A method that is a receiver, read and checked. */
final class DeclaredReceiver {

    private final Method method;
    private final Receiver receiver;
    private final ReceiverSignature signature;
    private final SignalReceiver<Object> call;

    private DeclaredReceiver(
            Method method, Receiver receiver, ReceiverSignature signature, SignalReceiver<Object> call) {
        this.method = method;
        this.receiver = receiver;
        this.signature = signature;
        this.call = call;
    }

    static DeclaredReceiver of(Supplier<?> receivers, Method method, Receiver receiver, TypeArguments arguments) {
        ReceiverSignature signature = ReceiverSignature.of(method, receiver, arguments);
        MethodCall call = MethodCall.of(receivers, method);
        return new DeclaredReceiver(method, receiver, signature, signature.batch() ? call.batch() : call.one());
    }

    /** Connects the method to each of its signals. */
    List<Connection> connect(ModelSignals signals) {
        List<Connection> connections = new ArrayList<>();
        try {
            for (Class<?> event : signature.events()) {
                connections.add(connect(signals, EventSignals.of(signals, event), event));
            }
        } catch (RuntimeException e) {
            connections.forEach(Connection::close);
            throw e;
        }
        return connections;
    }

    private Connection connect(ModelSignals signals, ModelSignal<?> signal, Class<?> event) {
        Option<?>[] options = options(signals, event);
        if (!receiver.attribute().isEmpty()) {
            return connectForAttribute(signal, options);
        }
        return receiver.entity().isEmpty()
                ? signal.connectTo(signature.sender(), call, signal.prepare(options))
                : signal.connectNamed(receiver.entity(), call, signal.prepare(options));
    }

    private Connection connectForAttribute(ModelSignal<?> signal, Option<?>... options) {
        Class<?> sender = signature.sender();
        if (sender == null || !receiver.entity().isEmpty() || !(signal instanceof CollectionSignal<?> collections)) {
            throw ReceiverSignature.fault(
                    method,
                    "attribute \"" + receiver.attribute()
                            + "\" is for M2mChanged and CollectionChanged of one entity class");
        }
        return collections.connectTo(sender, receiver.attribute(), call, options);
    }

    private Option<?>[] options(ModelSignals signals, Class<?> event) {
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
        if (receiver.onChange().length > 0) {
            options.add(onChange(event));
        }
        return options.toArray(Option[]::new);
    }

    private Optional<Option<?>> delivery(ModelSignals signals) {
        List<TransactionPhase> phases = List.of(receiver.phase());
        if (phases.size() > 1) {
            throw ReceiverSignature.fault(method, "it names " + phases.size() + " phases, and can have one");
        }
        if (receiver.async()) {
            if (!phases.isEmpty() && !phases.contains(TransactionPhase.AFTER_COMMIT)) {
                throw ReceiverSignature.fault(
                        method, "async = true is for after the commit, and it names phase " + phases.get(0));
            }
            return Optional.of(ModelSignals.afterCommit(signals.executor()));
        }
        return phases.stream().findFirst().map(phase -> InPhase.valueOf(phase.name()));
    }

    private Option<ModelEvent<?>> onChange(Class<?> event) {
        if (!EventSignals.haveChanges(event)) {
            throw ReceiverSignature.fault(method, "onChange has no meaning for " + event.getSimpleName());
        }
        return ModelSignals.onChange(receiver.onChange());
    }
}
