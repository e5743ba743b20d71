package dev.signals.hibernate.internal.access;

/**
 * Tells a failure of code of the application from one of the whole process. Code of the application may throw anything: a
 * class is missing, an assertion does not hold, two objects compare each other until the stack is full, and other languages
 * throw checked exceptions anywhere.
 */
public final class FatalErrors {

    private FatalErrors() {}

    /** Throws the failure if the process is in trouble, as when memory is exhausted. */
    public static void rethrow(Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }
}
