package dev.signals.it.database;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A database each. It is emptied and used again, since creating one takes ten times as long as emptying it. */
final class PostgresDatabases implements PostgresSpaces {

    private static final String EMPTY = """
            do $$
            declare
                each record;
            begin
                perform pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend';
                for each in select nspname from pg_namespace
                        where nspname not like 'pg\\_%' and nspname <> 'information_schema' loop
                    execute format('drop schema %I cascade', each.nspname);
                end loop;
                create schema public;
                perform lo_unlink(oid) from pg_largeobject_metadata;
            end $$
            """;

    private final JdbcAddress server;
    private final Queue<String> free = new ConcurrentLinkedQueue<>();

    PostgresDatabases(JdbcAddress server) {
        this.server = server;
    }

    @Override
    public TestDatabase create() {
        String emptied = free.poll();
        String name = emptied == null ? created() : emptied;
        JdbcAddress own = server.withUrl(PostgresUrl.withDatabase(server.url(), name));
        return new TestDatabase(own, () -> {
            own.execute(EMPTY);
            free.add(name);
        });
    }

    private String created() {
        String name = UniqueName.next();
        // template0 is never connected to, which would make creating from it fail
        server.execute("create database " + name + " template template0");
        return name;
    }

    @Override
    public void drop() {
        for (String name = free.poll(); name != null; name = free.poll()) {
            server.execute("drop database " + name + " with (force)");
        }
    }
}
