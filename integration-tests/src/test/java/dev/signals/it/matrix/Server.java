package dev.signals.it.matrix;

import dev.signals.it.database.Database;
import java.util.List;

/** A database in a version. */
record Server(Database database, String version) {

    /** The options of Maven for it. Tests without a database are run once, on H2. */
    List<String> options() {
        return switch (database) {
            case H2 -> List.of("-Dsignals.test.databases=H2", "-Dh2.version=" + version);
            case POSTGRESQL ->
                List.of(
                        "-Dsignals.test.databases=POSTGRESQL",
                        "-Dsignals.test.postgres=embedded",
                        "-Dembedded-postgres-binaries.version=" + version,
                        "-Dgroups=database");
        };
    }

    @Override
    public String toString() {
        return (database == Database.H2 ? "H2 " : "PostgreSQL ") + version;
    }
}
