package dev.signals.it.database;

/** How a PostgreSQL server gives each test an empty place of its own. */
sealed interface PostgresSpaces permits PostgresDatabases, PostgresSpaces.Schemas {

    TestDatabase create();

    /** Takes away what is left when no test runs any more. */
    void drop();

    /** Chooses by what the user of {@code server} may do. */
    static PostgresSpaces of(JdbcAddress server) {
        boolean mayCreateDatabases = server.query(
                        "select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
                .equals("t");
        return mayCreateDatabases ? new PostgresDatabases(server) : new Schemas(server);
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

        @Override
        public void drop() {}
    }
}
