package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

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

    @Override
    public void setTaskData(PreparedStatement statement, int index, byte[] data) throws SQLException {
        if (data == null) {
            statement.setNull(index, Types.VARBINARY);
        } else {
            statement.setBytes(index, data);
        }
    }
}
