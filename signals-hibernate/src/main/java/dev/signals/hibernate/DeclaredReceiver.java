package dev.signals.hibernate;

import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.SignalReceiver;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
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
                connections.add(connect(EventSignals.of(signals, event), event));
            }
        } catch (RuntimeException e) {
            connections.forEach(Connection::close);
            throw e;
        }
        return connections;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the signature has been checked against the signal
    private Connection connect(ModelSignal<?> signal, Class<?> event) {
        Option<?>[] options = options(event);
        Class<?> sender = signature.sender();
        if (!receiver.attribute().isEmpty()) {
            return connectForAttribute(signal, options);
        }
        return sender == null
                ? signal.connect((SignalReceiver) call, (Option[]) options)
                : signal.connectTo(sender, call, signal.prepare(options));
    }

    private Connection connectForAttribute(ModelSignal<?> signal, Option<?>... options) {
        Class<?> sender = signature.sender();
        if (sender == null || !(signal instanceof CollectionSignal<?> collections)) {
            throw ReceiverSignature.fault(
                    method,
                    "attribute \"" + receiver.attribute()
                            + "\" is for M2mChanged and CollectionChanged of one entity class");
        }
        return collections.connectTo(sender, receiver.attribute(), call, options);
    }

    private Option<?>[] options(Class<?> event) {
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
        if (receiver.phase().length > 1) {
            throw ReceiverSignature.fault(method, "it names " + receiver.phase().length + " phases, and can have one");
        }
        for (TransactionPhase phase : receiver.phase()) {
            options.add(InPhase.valueOf(phase.name()));
        }
        if (receiver.onError() != ErrorPolicy.FAIL) {
            options.add(Options.onError(receiver.onError()));
        }
        if (receiver.onChange().length > 0) {
            options.add(onChange(event));
        }
        return options.toArray(Option[]::new);
    }

    private Option<Object> onChange(Class<?> event) {
        if (!EventSignals.haveChanges(event)) {
            throw ReceiverSignature.fault(method, "onChange has no meaning for " + event.getSimpleName());
        }
        List<String> attributes = List.of(receiver.onChange());
        return Options.filter(told -> {
            Changes changes = EventSignals.changes(told);
            return !changes.isKnown() || attributes.stream().anyMatch(changes::contains);
        });
    }
}
