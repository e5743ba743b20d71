package dev.signals.hibernate.internal.connect;

/** A callback that hands the call of a receiver over to another thread. */
public interface OtherThreadCall extends Runnable {

    /** Returns a callback that calls the receiver in the thread that runs it. */
    Runnable inThisThread();
}
