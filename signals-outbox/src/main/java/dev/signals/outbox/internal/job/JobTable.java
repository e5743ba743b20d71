package dev.signals.outbox.internal.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.signals.outbox.internal.table.Tables;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/** The table of db-scheduler. */
final class JobTable {

    private JobTable() {}

    /** Inserts jobs with a connection, which is neither committed nor closed. */
    static void insert(Connection connection, Tables tables, List<TaskInstance<?>> jobs, Instant due) {
        client(Connections.ofOne(connection), tables).scheduleBatch(jobs, due);
    }

    /** Returns a client that reads the table. */
    static SchedulerClient client(Connections connections, Tables tables) {
        return SchedulerClient.Builder.create(connections)
                .tableName(tables.jobs())
                .serializer(Bytes.INSTANCE)
                .jdbcCustomization(new OfOneReceiver(""))
                .build();
    }
}
