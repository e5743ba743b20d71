package dev.signals.it.database;

/** Makes H2 databases in memory. */
final class H2Memory {

    private H2Memory() {}

    static TestDatabase create() {
        // without DB_CLOSE_DELAY the database would vanish with its last connection
        JdbcAddress address = new JdbcAddress("jdbc:h2:mem:" + UniqueName.next() + ";DB_CLOSE_DELAY=-1", "sa", "");
        return new TestDatabase(address, () -> address.execute("shutdown"));
    }
}
