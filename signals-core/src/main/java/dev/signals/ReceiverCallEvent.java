package dev.signals;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One call of a receiver, as an event of the Java Flight Recorder. */
@Name("dev.signals.ReceiverCall")
@Label("Receiver Call")
@Category("Signals")
@Description("A receiver was called; for an asynchronous one, from its start to the end of its stage")
@StackTrace(false)
@SuppressWarnings("unused") // the recorder reads the fields
final class ReceiverCallEvent extends Event {

    /**
     * An event that only answers whether a recording is on, which the Flight Recorder reduces to reading one field.
     */
    private static final ReceiverCallEvent PROBE = new ReceiverCallEvent(null, "");

    @Label("Signal")
    private final @Nullable String signal;

    @Label("Sender")
    @Description("The sender the receiver is connected for")
    private final @Nullable String sender;

    @Label("Receiver")
    private final @Nullable String receiver;

    @Label("Event")
    @Description("The event it received")
    private final String event;

    @Label("Failure")
    @Description("Class and message of its exception")
    private @Nullable String failure;

    private ReceiverCallEvent(@Nullable Connection connection, String event) {
        this.signal = connection == null ? null : connection.signal();
        this.sender = connection == null ? null : connection.senderName();
        this.receiver = connection == null ? null : connection.receiverName();
        this.event = event;
    }

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static AfterCall begin(Connection connection, Object event) {
        ReceiverCallEvent call = new ReceiverCallEvent(connection, Descriptions.event(event));
        call.begin();
        return call::ended;
    }

    private void ended(@Nullable Throwable thrown) {
        end();
        if (shouldCommit()) {
            failure = thrown == null ? null : thrown.toString();
            commit();
        }
    }
}
