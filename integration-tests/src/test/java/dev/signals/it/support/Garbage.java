package dev.signals.it.support;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;

/** Waits for the garbage collector. */
public final class Garbage {

    private Garbage() {}

    public static void awaitCollected(WeakReference<?> reference) {
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    System.gc();
                    return reference.refersTo(null);
                });
    }
}
