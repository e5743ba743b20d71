package dev.signals.examples.blog;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.Transaction;

/** A blog that can be looked at past Hibernate. */
final class TestBlog implements AutoCloseable {

    static final Progress SILENT =
            new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);

    private final BlogDatabase database;
    private final Blog blog;

    TestBlog(String choice, Clock clock) {
        database = BlogDatabase.open(choice, SILENT);
        blog = Blog.open(database, clock);
    }

    Blog blog() {
        return blog;
    }

    void inTransaction(Consumer<Session> work) {
        blog.sessionFactory().inTransaction(work);
    }

    <R> R fromTransaction(Function<Session, R> work) {
        return blog.sessionFactory().fromTransaction(work);
    }

    /** Does the work, writes it to the database, and takes it back. */
    void rolledBack(Consumer<Session> work) {
        try (Session session = blog.sessionFactory().openSession()) {
            Transaction transaction = session.beginTransaction();
            try {
                work.accept(session);
                session.flush();
            } finally {
                transaction.rollback();
            }
        }
    }

    /** The rows of an SQL query, in which {@code $} stands for the schema. */
    List<List<Object>> sql(String query) {
        return fromTransaction(session -> session.doReturningWork(connection -> {
            List<List<Object>> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(query.replace("$", BlogDatabase.SCHEMA + "."))) {
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getObject(i));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }));
    }

    /** The one number that an SQL query answers with. */
    long number(String query) {
        return ((Number) sql(query).get(0).get(0)).longValue();
    }

    @Override
    public void close() {
        blog.close();
        database.close();
    }
}
