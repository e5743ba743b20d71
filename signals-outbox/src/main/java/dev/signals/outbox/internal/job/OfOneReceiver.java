package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

/** Looks only for the jobs of one receiver, so that a slow receiver keeps no other from its turn. */
final class OfOneReceiver extends DefaultJdbcCustomization {

    private final String receiver;

    /**
     * @param receiver a name without quotes, see {@link Names}
     */
    OfOneReceiver(String receiver) {
        super(false);
        this.receiver = receiver;
    }

    @Override
    public String createSelectDueQuery(String table, int limit, String andCondition, boolean orderByPriority) {
        return super.createSelectDueQuery(
                table, limit, andCondition + " and task_name = '" + receiver + "'", orderByPriority);
    }

    /** Says which moment it is without a time zone of the process, which also takes the driver less time. */
    @Override
    public void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, value.atOffset(ZoneOffset.UTC));
        }
    }

    @Override
    public void setTaskData(PreparedStatement statement, int index, byte[] data) throws SQLException {
        if (data == null) {
            statement.setNull(index, Types.VARBINARY);
        } else {
            statement.setBytes(index, data);
        }
    }
}
