package dev.signals.benchmarks.dispatch;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A way to call receivers. */
@State(Scope.Thread)
public abstract class Peer {

    /** What the event is about. */
    static final class Entity {}

    /** How many receivers there are. */
    @Param({"0", "1", "3", "10"})
    public int receivers;

    final Entity entity = new Entity();
    private final Saved ready = new Saved(Entity.class, entity);

    /** Connects the receivers. */
    @Setup
    public void connect() {
        connect(Counting.make(receivers));
    }

    abstract void connect(Counting[] targets);

    /** Sends, and passes to JMH what would otherwise not have to be made. */
    abstract void send(Blackhole blackhole);

    /** Returns an event of its own for each sending. If nobody is there, an event that exists already, as nobody makes one then. */
    final Saved event() {
        return receivers == 0 ? ready : new Saved(Entity.class, entity);
    }
}
