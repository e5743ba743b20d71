package dev.signals.panel;

import dev.signals.Scope;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.hibernate.JDBCException;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConverter;

/**
 * Notices statements that fail, where Hibernate turns the exception of the driver into its own. Hibernate has no listener for
 * that.
 */
@SuppressWarnings("serial") // never serialized: the helper of a session factory is not
final class StatementFailures implements SQLExceptionConverter {

    private final SQLExceptionConverter next;
    private volatile Consumer<? super JDBCException> observer;

    private StatementFailures(SQLExceptionConverter next, Consumer<? super JDBCException> observer) {
        this.next = next;
        this.observer = observer;
    }

    static Scope watch(SessionFactoryImplementor factory, Consumer<? super JDBCException> observer) {
        SqlExceptionHelper helper = factory.getJdbcServices().getSqlExceptionHelper();
        StatementFailures failures = new StatementFailures(helper.getSqlExceptionConverter(), observer);
        helper.setSqlExceptionConverter(failures);
        return () -> failures.leave(helper);
    }

    /** Another may have put itself in front meanwhile, and keeps it. */
    private void leave(SqlExceptionHelper helper) {
        observer = failure -> {};
        if (helper.getSqlExceptionConverter() == this) {
            helper.setSqlExceptionConverter(next);
        }
    }

    @Override
    public JDBCException convert(SQLException failure, String message, String sql) {
        JDBCException converted = next.convert(failure, message, sql);
        observer.accept(converted);
        return converted;
    }
}
