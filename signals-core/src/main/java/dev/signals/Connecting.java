package dev.signals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The checks of one {@code connect} call. A mistake that can be found at once must not wait for the first sending. */
final class Connecting {

    private static final Logger LOG = System.getLogger(Signal.class.getName());

    private Connecting() {}

    @SuppressWarnings("unchecked") // the signal's type parameter and ReceiverType have checked the event type
    static Connection connect(
            ReceiverRegistry registry,
            Class<?> eventType,
            ConnectionRule rule,
            @Nullable Object sender,
            SignalReceiver<?> receiver,
            Option<?>... options) {
        String attempt = "cannot connect receiver " + Descriptions.receiver(receiver) + " to " + registry.signalName()
                + " for " + Descriptions.sender(sender, null);
        ConnectOptions read = ConnectOptions.of(attempt, options);
        check(attempt, sender, receiver, read);
        ReceiverType.check(attempt, receiver, eventType);
        Connection candidate = registry.candidate(sender, (SignalReceiver<Object>) receiver, read);
        rule.check(candidate);
        Connection connection = registry.add(candidate);
        warnIfKeptOut(connection, receiver);
        return connection;
    }

    private static void check(
            String attempt, @Nullable Object sender, SignalReceiver<?> receiver, ConnectOptions options) {
        if (sender == null && options.subtypes()) {
            throw new IllegalArgumentException(attempt
                    + ": includingSubtypes() has no meaning without a sender; give the sender or drop the option");
        }
        if (sender != null && !(sender instanceof Class<?>) && options.subtypes()) {
            throw new IllegalArgumentException(
                    attempt + ": includingSubtypes() has no meaning for a sender that is no class; drop the option");
        }
        if (options.weak() && receiver.getClass().isHidden()) {
            throw new IllegalArgumentException(attempt
                    + ": weak() would lose it at the next garbage collection, since a lambda or method reference is held by"
                    + " nothing else; drop weak() and close the connection, or pass an object that you keep");
        }
        if (options.delivery() != null && receiver instanceof AnsweringReceiver) {
            throw new IllegalArgumentException(attempt + ": with " + options.delivery()
                    + " its answers would be lost; drop that option or use a receiver that does not answer");
        }
    }

    /**
     * Returns whether both are probably the same receiver. Set-up code that runs twice creates receivers of one class,
     * or for one method.
     */
    private static boolean isAlike(SignalReceiver<?> present, SignalReceiver<?> receiver) {
        return present.getClass() == receiver.getClass()
                && (!(receiver instanceof DescribedReceiver)
                        || Descriptions.receiver(present).equals(Descriptions.receiver(receiver)));
    }

    /** Returns the class loader for a message, if both receivers have different ones. */
    private static String loader(@Nullable ClassLoader loader, @Nullable ClassLoader other) {
        return loader == other ? "" : " of class loader " + Loaders.name(loader);
    }

    private static void warnIfKeptOut(Connection connection, SignalReceiver<?> receiver) {
        SignalReceiver<?> present = connection.receiverOrNull();
        if (present != null && !isAlike(present, receiver)) {
            ClassLoader own = receiver.getClass().getClassLoader();
            ClassLoader other = present.getClass().getClassLoader();
            LOG.log(
                    Level.WARNING,
                    "receiver " + Descriptions.receiver(receiver) + loader(own, other)
                            + " was not connected: its uid is taken by " + connection + loader(other, own)
                            + ", and the first stays; use another uid, or disconnect the first one");
        }
    }
}
