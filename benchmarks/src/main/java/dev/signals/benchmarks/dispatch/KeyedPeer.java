package dev.signals.benchmarks.dispatch;

import java.lang.reflect.Array;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** A way to call receivers that looks them up by the sender. */
public abstract class KeyedPeer extends Peer {

    /** How many other senders have a receiver. */
    @Param({"0", "1000"})
    public int otherSenders;

    @Override
    final void connect(Counting[] targets) {
        connect(Entity.class, targets);
        for (int i = 0; i < otherSenders; i++) {
            connect(anyClass(i), Counting.make(1));
        }
    }

    abstract void connect(Class<?> sender, Counting[] targets);

    /** Array types, of which there are as many as one needs, stand in for entity classes. */
    private static Class<?> anyClass(int number) {
        Class<?> element =
                List.of(String.class, Integer.class, Long.class, Double.class).get(number / 250);
        return Array.newInstance(element, new int[1 + number % 250]).getClass();
    }
}
