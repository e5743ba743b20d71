package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.TransactionPhase;
import java.util.Map;

/**
 * A snapshot of everything that waited for the end of a transaction when a savepoint was set.
 *
 * @param works the number of callbacks for each phase
 * @param beforeCommit the number of callbacks that waited for the commit to begin
 * @param lastWrites the number of last writes
 * @param changes the net changes at that moment
 * @param journal the writes of one session that were not announced yet
 */
public record SavepointMark(
        Map<TransactionPhase, Integer> works,
        int beforeCommit,
        int lastWrites,
        NetChanges changes,
        WriteJournal.Unannounced journal) {}
