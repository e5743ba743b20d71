package dev.signals.stress;

import static dev.signals.Options.uid;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.signals.Connection;
import dev.signals.Signal;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A thread that disconnects, beside others. What is not named as an outcome is forbidden. */
public final class Disconnecting {

    private Disconnecting() {}

    /** A sending beside the disconnecting reaches the receiver or not; none that comes afterwards does. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "sent before")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "sent after")
    @State
    public static class BesideSending {
        private final Signal<int[]> signal = Counter.signal();
        private final Connection connection = signal.connect(Disconnecting.class, event -> event[0]++);

        /** Disconnects. */
        @Actor
        public void disconnect() {
            connection.disconnect();
        }

        /** Sends. */
        @Actor
        public void send(II_Result result) {
            result.r1 = Counter.send(signal, Disconnecting.class);
        }

        /** Sends once more. */
        @Arbiter
        public void later(II_Result result) {
            result.r2 = Counter.send(signal, Disconnecting.class);
        }
    }

    /** One of two threads is told that it has disconnected the receiver. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second")
    @State
    public static class Twice {
        private final Signal<int[]> signal = Counter.signal();
        private final Connection connection = signal.connect(Disconnecting.class, event -> event[0]++, uid("stress"));

        /** Disconnects by the connection. */
        @Actor
        public void one(ZZ_Result result) {
            result.r1 = connection.disconnect();
        }

        /** Disconnects by the uid. */
        @Actor
        public void other(ZZ_Result result) {
            result.r2 = signal.disconnect(Disconnecting.class, "stress");
        }
    }

    /** A receiver that is connected while another one is disconnected is not lost, and the other one is gone. */
    @JCStressTest
    @Outcome(id = "10", expect = ACCEPTABLE, desc = "the new one only")
    @State
    public static class BesideConnecting {
        private final Signal<int[]> signal = Counter.signal();
        private final Connection connection = signal.connect(Disconnecting.class, event -> event[0] += 1);

        /** Disconnects. */
        @Actor
        public void disconnect() {
            connection.disconnect();
        }

        /** Connects. */
        @Actor
        public void connect() {
            signal.connect(Disconnecting.class, event -> event[0] += 10);
        }

        /** Sends. */
        @Arbiter
        public void later(I_Result result) {
            result.r1 = Counter.send(signal, Disconnecting.class);
        }
    }
}
