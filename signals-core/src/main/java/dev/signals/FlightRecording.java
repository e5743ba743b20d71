package dev.signals;

/** The access to {@link ReceiverCallEvent}, which is loaded only if the Java runtime has the Flight Recorder. */
final class FlightRecording {

    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** Returns whether calls are recorded now. */
    static boolean isOn() {
        return PRESENT && ReceiverCallEvent.isOn();
    }

    static AfterCall begin(Connection connection, Object event) {
        return ReceiverCallEvent.begin(connection, event);
    }
}
