package dev.signals.quarkus.memo;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;

/** A superclass with a receiver method. */
public abstract class PlainReceivers<T> {

    private int calls;

    @Receiver
    void saved(PostSave<T> event) {
        calls++;
    }

    /** Returns how often the method was called. */
    public int calls() {
        return calls;
    }
}
