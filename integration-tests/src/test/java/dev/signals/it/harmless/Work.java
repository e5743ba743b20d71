package dev.signals.it.harmless;

import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.FlushMode;

/**
 * The steps of one transaction.
 *
 * @param stateless whether it is in a stateless session
 * @param sameSession whether it goes on in the session of the one before
 */
record Work(
        FlushMode mode,
        boolean stateless,
        boolean sameSession,
        boolean rollback,
        boolean filtered,
        boolean readOnly,
        List<Step> steps) {

    Work with(List<Step> others) {
        return new Work(mode, stateless, sameSession, rollback, filtered, readOnly, others);
    }

    @Override
    public String toString() {
        return "  begin " + mode + (stateless ? " stateless" : "") + (sameSession ? " same session" : "")
                + (filtered ? " filtered" : "") + (readOnly ? " read-only" : "") + "\n"
                + steps.stream().map(step -> "    " + step + "\n").collect(Collectors.joining())
                + (rollback ? "  rollback\n" : "  commit\n");
    }
}
