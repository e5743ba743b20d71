package dev.signals.examples.blog;

import java.sql.SQLException;

/** The database that was asked for cannot be had. */
final class UnknownDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownDatabaseException(String choice) {
        super("blog.database is \"" + choice + "\"; valid are " + BlogDatabase.H2 + ", " + BlogDatabase.POSTGRESQL
                + " and a JDBC URL such as jdbc:postgresql://localhost/blog?user=blog&password=secret");
    }

    // Without the URL, as a password may be in it.
    UnknownDatabaseException(SQLException cause) {
        super("blog.database cannot be opened: " + cause.getMessage(), cause);
    }
}
