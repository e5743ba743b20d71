package dev.signals.outbox.internal.job;

import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.internal.table.SessionWork;
import dev.signals.outbox.internal.table.Sql;
import dev.signals.outbox.internal.table.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Writes calls into the database, in the transaction of a session. */
final class JobWriter implements LastWrite.Writer {

    private final FactoryOutbox outbox;
    private final String insertOrdered;
    private final DatabaseClock clock;

    JobWriter(FactoryOutbox outbox, Tables tables, DatabaseClock clock) {
        this.outbox = outbox;
        this.insertOrdered = "insert into " + tables.ordered()
                + " (receiver, lane, call_key, call_data, attempts, begun, due) values (?, ?, ?, ?, 0, 0, ?)";
        this.clock = clock;
    }

    @Override
    public void write(SharedSessionContractImplementor session, List<LastWrite> writes) {
        List<KeptCall> calls = writes.stream().map(KeptCall.class::cast).toList();
        SessionWork.run(session, connection -> write(connection, calls));
        Set<String> receivers = new LinkedHashSet<>();
        calls.forEach(call -> receivers.add(call.receiver()));
        Object tenant = session.getTenantIdentifierValue();
        outbox.afterCommit(session, () -> outbox.wake(tenant, receivers));
    }

    private void write(Connection connection, List<KeptCall> calls) throws SQLException {
        List<JobTable.Job> jobs = new ArrayList<>();
        List<KeptCall> ordered = new ArrayList<>();
        for (KeptCall call : calls) {
            String lane = call.lane();
            if (lane == null) {
                jobs.add(new JobTable.Job(call.receiver(), call.key(), call.data()));
            } else {
                ordered.add(call);
                jobs.add(new JobTable.Job(
                        call.receiver(), OrderedCalls.PREFIX + call.key(), lane.getBytes(StandardCharsets.UTF_8)));
            }
        }
        try {
            writeOrdered(connection, ordered);
            outbox.jobs().insert(connection, jobs, clock.now(connection));
        } catch (SQLException e) {
            String receivers =
                    calls.stream().map(KeptCall::receiver).distinct().toList().toString();
            throw Sql.cannotWrite(
                    "the calls of the durable receivers " + receivers, OutboxSettings.TABLES + "=true", e);
        }
    }

    private void writeOrdered(Connection connection, List<KeptCall> calls) throws SQLException {
        if (calls.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(insertOrdered)) {
            for (KeptCall call : calls) {
                Sql.set(
                        insert,
                        call.receiver(),
                        Objects.requireNonNull(call.lane()),
                        call.key(),
                        call.data(),
                        Instant.EPOCH);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public List<Runnable> effects(SharedSessionContractImplementor session, List<LastWrite> writes) {
        HeldJobs held = outbox.tenant(session.getTenantIdentifierValue()).held();
        return writes.stream()
                .map(KeptCall.class::cast)
                .<Runnable>map(call -> held == null ? new SimulatedCall(outbox, call) : () -> held.add(call))
                .toList();
    }

    /** A call that is made at once, for a test that commits nothing. */
    private record SimulatedCall(FactoryOutbox outbox, KeptCall call) implements Runnable {

        @Override
        public void run() {
            try {
                outbox.calls().run(new Attempt(call.receiver(), call.key(), call.data(), 1, null));
            } catch (NotConnected e) {
                if (!outbox.receivers().isElsewhere(call.receiver())) {
                    throw e;
                }
            }
        }

        @Override
        public String toString() {
            return "durable receiver \"" + call.receiver() + "\"";
        }
    }
}
