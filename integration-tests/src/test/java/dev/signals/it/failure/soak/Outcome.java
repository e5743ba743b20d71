package dev.signals.it.failure.soak;

import java.util.Random;

/** How a transaction ends, and how often it does so. */
enum Outcome {
    COMMIT(10),
    ROLLBACK(2),
    ROLLBACK_ONLY(1),
    /** A receiver throws. */
    REFUSED(3),
    /** A name is taken. */
    TAKEN(1),
    /** Another session has changed the same item; tried again. */
    STALE(2),
    /** Changes an item that all threads change; tried again until it is done. */
    CONTENDED(2),
    /** The session is closed without an end. */
    LEFT_OPEN(1);

    private final int weight;

    Outcome(int weight) {
        this.weight = weight;
    }

    static Outcome of(Random random) {
        int all = 0;
        for (Outcome outcome : values()) {
            all += outcome.weight;
        }
        int chosen = random.nextInt(all);
        for (Outcome outcome : values()) {
            chosen -= outcome.weight;
            if (chosen < 0) {
                return outcome;
            }
        }
        throw new IllegalStateException();
    }
}
