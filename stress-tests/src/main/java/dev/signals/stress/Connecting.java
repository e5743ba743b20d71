package dev.signals.stress;

import static dev.signals.Options.uid;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.signals.Signal;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A thread that connects, beside others. What is not named as an outcome is forbidden. */
public final class Connecting {

    private Connecting() {}

    /** A sending beside the connecting reaches the receiver or not; one that comes afterwards does. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "sent before")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "sent after")
    @State
    public static class BesideSending {
        private final Signal<int[]> signal = Counter.signal();

        /** Connects. */
        @Actor
        public void connect() {
            signal.connect(Connecting.class, event -> event[0]++);
        }

        /** Sends. */
        @Actor
        public void send(II_Result result) {
            result.r1 = Counter.send(signal, Connecting.class);
        }

        /** Sends once more. */
        @Arbiter
        public void later(II_Result result) {
            result.r2 = Counter.send(signal, Connecting.class);
        }
    }

    /** A receiver is seen as its constructor left it, although its field is not final. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "sent before")
    @Outcome(id = "42", expect = ACCEPTABLE_INTERESTING, desc = "called with its field")
    @State
    public static class PublishesTheReceiver {
        private final Signal<int[]> signal = Counter.signal();

        private static final class Holder {
            private int value;

            Holder(int value) {
                this.value = value;
            }
        }

        /** Makes a receiver, and connects it. */
        @Actor
        public void connect() {
            Holder holder = new Holder(42);
            signal.connect(event -> event[0] = holder.value == 0 ? -1 : holder.value);
        }

        /** Sends. */
        @Actor
        public void send(I_Result result) {
            result.r1 = Counter.send(signal, Connecting.class);
        }
    }

    /** Of two receivers that are connected at once, none is lost. */
    @JCStressTest
    @Outcome(id = "11", expect = ACCEPTABLE, desc = "both")
    @State
    public static class Two {
        private final Signal<int[]> signal = Counter.signal();

        /** Connects for a class. */
        @Actor
        public void one() {
            signal.connect(Connecting.class, event -> event[0] += 1);
        }

        /** Connects for any sender. */
        @Actor
        public void other() {
            signal.connect(event -> event[0] += 10);
        }

        /** Sends. */
        @Arbiter
        public void later(I_Result result) {
            result.r1 = Counter.send(signal, Connecting.class);
        }
    }

    /** Of two connections with one uid, the second does nothing. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the first")
    @Outcome(id = "10", expect = ACCEPTABLE, desc = "the second")
    @State
    public static class TwoWithOneUid {
        private final Signal<int[]> signal = Counter.signal();

        /** Connects. */
        @Actor
        public void one() {
            signal.connect(Connecting.class, event -> event[0] += 1, uid("stress"));
        }

        /** Connects with the same uid. */
        @Actor
        public void other() {
            signal.connect(Connecting.class, event -> event[0] += 10, uid("stress"));
        }

        /** Sends. */
        @Arbiter
        public void later(I_Result result) {
            result.r1 = Counter.send(signal, Connecting.class);
        }
    }

    /** A signal of its own, within another: who is connected to the outer one hears the inner one. */
    @JCStressTest
    @Outcome(id = "0, 11", expect = ACCEPTABLE, desc = "sent before both")
    @Outcome(id = "1, 11", expect = ACCEPTABLE_INTERESTING, desc = "sent after the outer one")
    @Outcome(id = "10, 11", expect = ACCEPTABLE_INTERESTING, desc = "sent after the inner one")
    @Outcome(id = "11, 11", expect = ACCEPTABLE_INTERESTING, desc = "sent after both")
    @State
    public static class ToASignalWithinAnother {
        private final Signal<int[]> outer = Counter.signal();
        private final Signal<int[]> inner = outer.scoped();

        /** Connects to the outer one. */
        @Actor
        public void outer() {
            outer.connect(Connecting.class, event -> event[0] += 1);
        }

        /** Connects to the inner one. */
        @Actor
        public void inner() {
            inner.connect(Connecting.class, event -> event[0] += 10);
        }

        /** Sends by the inner one. */
        @Actor
        public void send(II_Result result) {
            result.r1 = Counter.send(inner, Connecting.class);
        }

        /** Sends once more. */
        @Arbiter
        public void later(II_Result result) {
            result.r2 = Counter.send(inner, Connecting.class);
        }
    }
}
