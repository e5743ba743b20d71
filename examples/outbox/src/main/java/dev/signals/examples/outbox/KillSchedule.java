package dev.signals.examples.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.IntStream;

/** The moments at which a process is killed, by how much of the work is done. */
final class KillSchedule {

    private final Deque<Integer> moments = new ArrayDeque<>();

    private KillSchedule(IntStream moments) {
        moments.sorted().forEach(this.moments::add);
    }

    /** Returns a schedule with a kill after each of these amounts of work. */
    static KillSchedule after(int... work) {
        return new KillSchedule(IntStream.of(work));
    }

    /**
     * Returns a schedule with random moments.
     *
     * @param work how much there is to do; the last kill comes before four fifths of it
     */
    static KillSchedule random(int kills, int work, Random random) {
        return new KillSchedule(random.ints(kills, 1, work * 4 / 5));
    }

    /** Returns whether a kill is due, and takes it from the schedule. */
    boolean isDue(int done) {
        boolean due = !moments.isEmpty() && moments.peek() <= done;
        if (due) {
            moments.remove();
        }
        return due;
    }
}
