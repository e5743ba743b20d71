package dev.signals.hibernate.internal.walk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loading that an inspection does in advance, because Hibernate is about to do it too. If it fails, Hibernate would fail in
 * the same way. So the exception does not count as a failure of the inspection and is passed on unchanged.
 */
final class Loading {

    private Loading() {}

    /** Marks a loading failure on its way through an inspection. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient RuntimeException thrown;

        private Failure(RuntimeException thrown) {
            super(null, thrown, false, false);
            this.thrown = thrown;
        }

        /** The exception that Hibernate has thrown. */
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
