package dev.signals.hibernate;

import dev.signals.hibernate.event.PostSave;

/**
 * Receivers call each other, or themselves, again and again: after many rounds there was still something to announce, see {@link
 * SignalSettings#ROUNDS}. The transaction is marked for rollback; behind a commit there is none, and the exception is logged and
 * handed to the {@linkplain FactorySignals#onFailure failure handlers}.
 *
 * <p>The message names what was announced last, the calls that repeat, and what to do. The usual cause is a receiver of {@link
 * PostSave} that changes its own instance every time it is called.
 */
public final class SignalLoopException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Made by the library only.
     *
     * @param message what was announced last, and what to do
     */
    public SignalLoopException(String message) {
        super(message);
    }
}
