package dev.signals.it.database;

/** How a PostgreSQL server gives each test an empty place of its own. */
sealed interface PostgresSpaces {

    TestDatabase create();

    /** Chooses by what the user of {@code server} may do. */
    static PostgresSpaces of(JdbcAddress server) {
        boolean mayCreateDatabases = server.query(
                        "select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
                .equals("t");
        return mayCreateDatabases ? new Databases(server) : new Schemas(server);
    }

    /** A database each. */
    record Databases(JdbcAddress server) implements PostgresSpaces {

        @Override
        public TestDatabase create() {
            String name = UniqueName.next();
            // template0 is never connected to, which would make creating from it fail
            server.execute("create database " + name + " template template0");
            JdbcAddress own = server.withUrl(PostgresUrl.withDatabase(server.url(), name));
            return new TestDatabase(own, () -> server.execute("drop database " + name + " with (force)"));
        }
    }

    /** A schema each; it takes the right to create schemas in the given database. */
    record Schemas(JdbcAddress server) implements PostgresSpaces {

        @Override
        public TestDatabase create() {
            String name = UniqueName.next();
            server.execute("create schema " + name);
            JdbcAddress own = server.withUrl(PostgresUrl.withParameter(server.url(), "currentSchema", name));
            return new TestDatabase(own, () -> server.execute("drop schema " + name + " cascade"));
        }
    }
}
