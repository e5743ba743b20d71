package dev.signals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls the receivers of one sending in the sending thread. */
final class Dispatch {

    private Dispatch() {}

    /**
     * Calls the receivers until one fails.
     *
     * @return the answers in calling order
     */
    static List<Outcome.Returned> failFast(DispatchList receivers, Object event) {
        SignalReceiver<Object>[] direct = receivers.direct;
        if (direct == null || FlightRecording.isOn()) {
            return indirectFailFast(receivers, event);
        }
        for (int i = 0; i < direct.length; i++) {
            try {
                direct[i].receive(event);
            } catch (InterruptedException e) {
                throw Failures.interrupted(receivers.plain[i], e);
            } catch (Throwable e) {
                throw Failures.thrown(receivers.plain[i], event, e);
            }
        }
        return List.of();
    }

    private static List<Outcome.Returned> indirectFailFast(DispatchList receivers, Object event) {
        if (receivers.async.length == 0) {
            List<Outcome.Returned> answers = plainFailFast(receivers, event, null);
            return receivers.answers ? Collections.unmodifiableList(answers) : answers;
        }
        FailureCollector failures = new FailureCollector(receivers.observers.handlers());
        List<Outcome.Returned> answers = collecting(receivers, event, failures);
        failures.throwFirst();
        return Collections.unmodifiableList(answers);
    }

    /**
     * Calls the receivers until one fails, and leaves failures that do not end the sending to the caller.
     *
     * @param failures gets these failures
     */
    static List<Outcome.Returned> collecting(DispatchList receivers, Object event, FailureCollector failures) {
        List<Outcome.Returned> answers = plainFailFast(receivers, event, failures);
        if (receivers.async.length > 0) {
            List<Outcome> outcomes = AsyncGroup.run(receivers, event);
            failures.addAll(outcomes, event);
            outcomes.forEach(outcome -> addIfReturned(answers, outcome));
        }
        return answers;
    }

    /**
     * Calls every receiver.
     *
     * @return the outcomes in calling order
     */
    static List<Outcome> robust(DispatchList receivers, Object event) {
        List<Outcome> outcomes = plainRobust(receivers, event);
        if (receivers.async.length > 0) {
            AsyncGroup.run(receivers, event)
                    .forEach(outcome -> outcomes.add(reported(outcome, event, receivers.observers.handlers())));
        }
        return Collections.unmodifiableList(outcomes);
    }

    /**
     * Calls the plain receivers until one fails.
     *
     * @param kept gets the failures that the caller throws later; null if this method is to throw them
     * @return the answers in calling order, immutable if none of the receivers can answer
     */
    static List<Outcome.Returned> plainFailFast(DispatchList receivers, Object event, @Nullable FailureCollector kept) {
        List<Outcome.Returned> answers = receivers.answers ? new ArrayList<>() : List.of();
        FailureCollector failures = kept; // created only for a failure, because sending allocates nothing
        for (Connection connection : receivers.plain) {
            Object answer;
            try {
                answer = Invocation.call(connection, event, receivers.observers);
            } catch (InterruptedException e) {
                throw failures == null ? Failures.interrupted(connection, e) : failures.interrupted(connection, e);
            } catch (Throwable e) {
                failures = failures == null ? new FailureCollector(receivers.observers.handlers()) : failures;
                failures.add(connection, event, e);
                continue;
            }
            if (connection.kind != Connection.Kind.PLAIN) {
                addUnlessSkipped(answers, connection, answer);
            }
        }
        if (failures != null && kept == null) {
            failures.throwFirst();
        }
        return answers;
    }

    /** Calls every plain receiver. */
    static List<Outcome> plainRobust(DispatchList receivers, Object event) {
        List<Outcome> outcomes = new ArrayList<>(receivers.plain.length + receivers.async.length);
        for (Connection connection : receivers.plain) {
            try {
                addUnlessSkipped(outcomes, connection, Invocation.call(connection, event, receivers.observers));
            } catch (InterruptedException e) {
                throw Failures.interrupted(connection, e);
            } catch (Error e) {
                throw Failures.thrown(connection, event, e);
            } catch (Throwable e) {
                Exception failure = Failures.exception(connection, e);
                outcomes.add(Failures.reported(connection, event, receivers.observers.handlers(), failure));
            }
        }
        return outcomes;
    }

    static Outcome reported(Outcome outcome, Object event, FailureHandlers handlers) {
        return outcome instanceof Outcome.Failed failed
                ? Failures.reported(failed.connection(), event, handlers, failed.cause())
                : outcome;
    }

    /** Adds the outcome of an asynchronous receiver, unless it is an isolated failure. */
    static void addIfReturned(List<? super Outcome.Returned> answers, Outcome outcome) {
        if (outcome instanceof Outcome.Returned returned) {
            answers.add(returned);
        }
    }

    private static void addUnlessSkipped(
            List<? super Outcome.Returned> outcomes, Connection connection, @Nullable Object answer) {
        if (answer != Invocation.NOT_CALLED) {
            outcomes.add(new Outcome.Returned(connection, answer));
        }
    }
}
