package dev.signals.hibernate.internal.walk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a look loads, as Hibernate is going to do. If that fails, Hibernate fails in the same way: the exception is not one of the look,
 * and is passed on as it is.
 */
final class Loading {

    private Loading() {}

    /** Marks a failure to load on its way through a look. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient RuntimeException thrown;

        private Failure(RuntimeException thrown) {
            super(null, thrown, false, false);
            this.thrown = thrown;
        }

        /** What Hibernate has thrown. */
        RuntimeException thrown() {
            return thrown;
        }
    }

    static <T extends @Nullable Object> T of(Supplier<T> load) {
        try {
            return load.get();
        } catch (RuntimeException e) {
            throw new Failure(e);
        }
    }
}
