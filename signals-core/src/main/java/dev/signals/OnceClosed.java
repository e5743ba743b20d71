package dev.signals;

import java.util.concurrent.atomic.AtomicBoolean;

/** A scope whose end runs only once. */
final class OnceClosed implements Scope {

    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    OnceClosed(Runnable end) {
        this.end = end;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
