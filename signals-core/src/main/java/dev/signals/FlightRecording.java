package dev.signals;

/** The way to {@link ReceiverCallEvent}, which is looked for only where the Java runtime has the Flight Recorder. */
final class FlightRecording {

    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** Whether calls are recorded at this moment. */
    static boolean isOn() {
        return PRESENT && ReceiverCallEvent.isOn();
    }

    static AfterCall begin(Connection connection, Object event) {
        return ReceiverCallEvent.begin(connection, event);
    }
}
