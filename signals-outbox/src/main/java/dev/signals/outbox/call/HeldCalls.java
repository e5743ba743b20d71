package dev.signals.outbox.call;

import dev.signals.Scope;
import java.util.List;
import java.util.function.Consumer;

/**
 * The calls of one database while a test holds them, see {@link dev.signals.outbox.Outbox#hold}. Until it is closed, this process
 * makes only those that {@link #run} is asked for.
 *
 * <p>May be used from any thread.
 */
public interface HeldCalls extends Scope {

    /**
     * Returns the calls that have not succeeded yet, in the order in which they were written: those of transactions that
     * were committed, and those of {@link dev.signals.hibernate.FactorySignals#runAfterCommit}. Calls that another process
     * makes right now are left out.
     */
    List<WaitingCall> pending();

    /**
     * Makes the calls that wait, in the current thread and in the order of {@link #pending}, and the calls that these cause. One
     * that fails has used up an attempt, and is not made again by the same {@code run}. The later ones of an ordered
     * receiver wait behind it. Calls that have no receiver in this process stay.
     *
     * @param failures is given what receivers throw
     * @return how many calls have succeeded
     */
    int run(Consumer<? super Throwable> failures);

    /** Ends the holding. If the outbox made calls before, it goes on. Calls of a simulated commit are forgotten. */
    @Override
    void close();
}
