package dev.signals.it.random;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.FlushMode;

/**
 * The steps of one transaction.
 *
 * @param sameSession whether it is in the session of the transaction before, if that was committed
 * @param rollback whether it is rolled back in the end
 * @param stubborn whether it goes on after a veto, which must not help
 */
record Work(boolean sameSession, FlushMode mode, boolean rollback, boolean stubborn, List<Step> steps) {

    Work with(List<Step> otherSteps) {
        return new Work(sameSession, mode, rollback, stubborn, otherSteps);
    }

    boolean does(Collection<Action> actions) {
        return steps.stream().anyMatch(step -> actions.contains(step.action()));
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> "    " + step + "\n")
                .collect(Collectors.joining(
                        "",
                        "  begin" + (sameSession ? " in the same session" : "") + ", flush mode " + mode
                                + (stubborn ? ", going on after a veto" : "") + "\n",
                        rollback ? "  rollback" : "  commit"));
    }
}
