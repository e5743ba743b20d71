package dev.signals.it.django;

/** The error that recording receivers raise. */
final class Boom extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Boom(String message) {
        super(message);
    }

    Boom() {
        super("receiver");
    }
}
