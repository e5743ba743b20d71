package dev.signals.it.random;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one transaction.
 *
 * @param failure what ended it, or null
 * @param vetoed whether a receiver threw
 * @param answers of its queries
 * @param statements that it prepared, each a verb and a table
 */
record Result(
        boolean committed,
        @Nullable RuntimeException failure,
        boolean vetoed,
        List<String> answers,
        List<String> statements,
        Tables before,
        Tables after) {

    int statements(String statement) {
        return Collections.frequency(statements, statement);
    }

    /** How it ended; only the root of a failure, since what Hibernate wraps it in depends on who called. */
    String end() {
        Throwable root = failure;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root != null ? root.getClass().getSimpleName() : committed ? "commit" : "rollback";
    }
}
