package dev.signals.hibernate;

/**
 * Receivers start each other, or themselves, again and again: after many rounds there was still something to announce.
 *
 * <p>The message names what was announced last. The usual cause is a receiver of {@link PostSave} that changes its own
 * instance every time; write such a value in {@link PreSave}, or with an HQL update, which sends nothing.
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
