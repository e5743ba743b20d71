package dev.signals.examples.shop;

/** The shop does not take an order. */
class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
        super(reason);
    }
}
