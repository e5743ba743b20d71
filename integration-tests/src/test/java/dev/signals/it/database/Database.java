package dev.signals.it.database;

/** A kind of database the tests run on. */
public enum Database {

    /** In memory, inside this JVM. */
    H2 {
        @Override
        public TestDatabase create() {
            return H2Memory.create();
        }
    },

    /** The real thing; which server it is, {@link PostgresChoice} decides. */
    POSTGRESQL {
        @Override
        public TestDatabase create() {
            return SharedPostgres.server().create();
        }
    };

    /** Creates an empty database that no other test sees; the caller closes it. */
    public abstract TestDatabase create();
}
