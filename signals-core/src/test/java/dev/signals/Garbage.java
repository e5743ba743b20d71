package dev.signals;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for the garbage collector. */
final class Garbage {

    private Garbage() {}

    static void awaitCollected(WeakReference<?> reference) {
        awaitTrue(() -> reference.refersTo(null));
    }

    static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    System.gc();
                    return condition.getAsBoolean();
                });
    }

    /** Collects until an object that nobody holds is gone; what is still there after this is held. */
    static void collect() {
        awaitCollected(new WeakReference<>(new Object()));
        awaitCollected(new WeakReference<>(new Object()));
    }
}
