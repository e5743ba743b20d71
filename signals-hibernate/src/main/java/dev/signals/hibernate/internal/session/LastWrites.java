package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.hibernate.internal.access.LastWrite.Writer;
import dev.signals.hibernate.internal.loop.LoopGuard;
import dev.signals.hibernate.internal.loop.RoundLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What a transaction writes as the last thing, of all sessions that share it. */
final class LastWrites {

    private final SharedSessionContractImplementor owner;
    private final LoopGuard guard;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<LastWrite> due = new ArrayList<>();
    private int done;
    private boolean taking;

    /** Something that is to be written. */
    private record Found(LastWrite write, List<LastWrite> due) implements Runnable {

        @Override
        public void run() {
            due.add(write);
        }
    }

    /**
     * @param owner the session that owns the transaction
     */
    LastWrites(SharedSessionContractImplementor owner, LoopGuard guard) {
        this.owner = owner;
        this.guard = guard;
    }

    void add(LastWrite write) {
        waiting.add(new Found(write, due));
    }

    /** Adds work that finds out, at the end, what there is to write. */
    void add(Runnable work) {
        waiting.add(work);
    }

    /** The number of additions in this transaction. */
    int size() {
        return done + waiting.size();
    }

    /** Forgets all but the first {@code size} additions. */
    void truncate(int size) {
        while (!waiting.isEmpty() && size() > size) {
            waiting.removeLast();
        }
    }

    void forget() {
        waiting.clear();
        due.clear();
        done = 0;
    }

    /** Writes what there is. */
    void write() {
        takeDue().forEach((writer, writes) -> writer.write(owner, writes));
    }

    /** Returns what happens after the commit because of what there is to write, and forgets it. */
    List<Runnable> takeEffects() {
        List<Runnable> effects = new ArrayList<>();
        takeDue().forEach((writer, writes) -> effects.addAll(writer.effects(owner, writes)));
        return effects;
    }

    /** Returns whether it is being found out what there is to write. What is added meanwhile is written with it. */
    boolean isTaking() {
        return taking;
    }

    private Map<Writer, List<LastWrite>> takeDue() {
        taking = true;
        try {
            findOut();
        } finally {
            taking = false;
        }
        Map<Writer, List<LastWrite>> byWriter = new LinkedHashMap<>();
        due.forEach(write -> byWriter.computeIfAbsent(write.writer(), writer -> new ArrayList<>())
                .add(write));
        due.clear();
        return byWriter;
    }

    /** Runs what finds out what there is to write. What that adds, by a flush for instance, is another round. */
    private void findOut() {
        RoundLimit rounds = guard.rounds(owner, "commit");
        int left = waiting.size();
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            done++;
            work.run();
            left--;
            if (left == 0) {
                left = waiting.size();
                if (!waiting.stream().allMatch(Found.class::isInstance)) {
                    rounds.nextAfter(work.toString());
                }
            }
        }
    }
}
