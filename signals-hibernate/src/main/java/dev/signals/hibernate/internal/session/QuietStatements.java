package dev.signals.hibernate.internal.session;

import dev.signals.Scope;

/**
 * Tells statements that the library executes by itself, for instances it has, from bulk statements of the application. They are
 * neither announced nor judged.
 */
public final class QuietStatements {

    private int open;

    /** Has the statements of the session count as the library's own until the scope is closed. Scopes nest. */
    public Scope open() {
        open++;
        return new Scope() {

            private boolean closed;

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open--;
                }
            }
        };
    }

    /** Whether they do at present. */
    public boolean areOpen() {
        return open > 0;
    }
}
