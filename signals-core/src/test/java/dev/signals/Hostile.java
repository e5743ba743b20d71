package dev.signals;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Objects of users that break the contracts which code likes to rely on. */
final class Hostile {

    /** What {@link #throwIt} can throw: anything, also what no signature allows. */
    static final List<Supplier<Throwable>> FAILURES = List.of(
            () -> new IllegalStateException("unchecked"),
            () -> new Exception("checked"),
            () -> new Throwable("neither an exception nor an error"),
            () -> new AssertionError("an error"),
            () -> new StackOverflowError("pretended"),
            () -> new OutOfMemoryError("pretended"),
            () -> new InterruptedException("interrupted"),
            Unprintable::new,
            Bare::new,
            Always::instance);

    private Hostile() {}

    /** An event that no method of {@code Object} works on. */
    static final class Event {

        private final @Nullable Supplier<? extends Error> inToString;

        Event() {
            this(null);
        }

        Event(@Nullable Supplier<? extends Error> inToString) {
            this.inToString = inToString;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("equals");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode");
        }

        @Override
        public String toString() {
            if (inToString != null) {
                throw inToString.get();
            }
            throw new IllegalStateException("toString");
        }
    }

    /** Whatever there is, it equals it. */
    static class EqualsAll {

        @Override
        public boolean equals(@Nullable Object other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        @SuppressWarnings("NullAway") // what users do
        public String toString() {
            return null;
        }
    }

    /** A failure that cannot be read. */
    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }
    }

    /** A failure to which nothing can be attached. */
    private static final class Bare extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Bare() {
            super("bare", null, false, false);
        }
    }

    /** One object, thrown again and again. */
    private static final class Always extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private static final Always INSTANCE = new Always();

        private static Throwable instance() {
            return INSTANCE;
        }
    }

    static Throwable anyFailure(Random random) {
        return FAILURES.get(random.nextInt(FAILURES.size())).get();
    }

    /** Throws what no compiler lets through. */
    @SuppressWarnings("unchecked") // not checked at run time, which is what it is for
    static <T extends Throwable> void throwIt(Throwable failure) throws T {
        throw (T) failure;
    }
}
