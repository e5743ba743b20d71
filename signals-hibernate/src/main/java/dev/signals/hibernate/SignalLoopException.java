package dev.signals.hibernate;

import dev.signals.hibernate.event.PostSave;

/**
 * The failure of receivers that call each other, or themselves, again and again: after many rounds there were still
 * signals to send, see {@link SignalSettings#ROUNDS}. The transaction is marked for rollback. After a commit there is
 * no transaction; the exception is logged, and the {@linkplain FactorySignals#onFailure failure handlers} are notified.
 *
 * <p>The message names the last signal, the calls that repeat, and a remedy. The usual cause is a receiver of {@link
 * PostSave} that changes its own instance every time it is called.
 */
public final class SignalLoopException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception; for the library only.
     *
     * @param message the last signal, and the remedy
     */
    public SignalLoopException(String message) {
        super(message);
    }
}
