package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.event.TransactionPhase;
import java.util.Map;

/**
 * What waited for the end of a transaction when a savepoint was set.
 *
 * @param works how many works waited for each phase
 * @param beforeCommit how many waited for the commit to begin
 * @param changes what was known of entities
 * @param journal what of one session was yet to be announced
 */
public record SavepointMark(
        Map<TransactionPhase, Integer> works, int beforeCommit, NetChanges changes, WriteJournal.Unannounced journal) {}
