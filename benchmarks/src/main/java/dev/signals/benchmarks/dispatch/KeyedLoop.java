package dev.signals.benchmarks.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.infra.Blackhole;

/** The receivers of a sender looked up in a map, and called with an event of their own: the least that sending by type needs. */
public class KeyedLoop extends KeyedPeer {

    private final Map<Class<?>, Counting[]> targets = new ConcurrentHashMap<>();

    @Override
    void connect(Class<?> sender, Counting[] all) {
        if (all.length > 0) {
            targets.put(sender, all);
        }
    }

    @Override
    void send(Blackhole blackhole) {
        Counting[] found = targets.get(Entity.class);
        blackhole.consume(found);
        if (found != null) {
            Saved event = event();
            blackhole.consume(event);
            for (Counting target : found) {
                target.receive(event);
            }
        }
    }
}
