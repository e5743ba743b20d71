package dev.signals.hibernate.internal.session;

/**
 * How deep calls of receivers are nested in this thread. Receivers that start each other may do so through sessions of their
 * own, so it is counted for the factory and not for a session.
 */
final class Nesting {

    /** Receivers that start each other by flushing or persisting nest; real ones a few levels deep. */
    static final int MOST = 50;

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, and it holds nothing but a number
    private final ThreadLocal<int[]> depth = ThreadLocal.withInitial(() -> new int[1]);

    /** Goes one deeper; false if that is too deep. */
    boolean enter() {
        int[] now = depth.get();
        if (now[0] == MOST) {
            return false;
        }
        now[0]++;
        return true;
    }

    void leave() {
        depth.get()[0]--;
    }
}
