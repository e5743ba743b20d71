package dev.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Who watches the calls at one registry: observers are told of each, handlers of failures. */
final class CallObservers {

    private static final List<ReceiverObserver> OF_PROCESS =
            ServiceLoader.load(ReceiverObserver.class, ReceiverObserver.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private final List<ReceiverObserver> observers;
    private final FailureHandlers handlers;

    private CallObservers(List<ReceiverObserver> observers, FailureHandlers handlers) {
        this.observers = List.copyOf(observers);
        this.handlers = handlers;
    }

    /** That of a registry, or of a part of the registry that {@code parent} belongs to. */
    static CallObservers of(@Nullable CallObservers parent) {
        return parent == null
                ? new CallObservers(OF_PROCESS, new FailureHandlers(null))
                : new CallObservers(parent.observers, new FailureHandlers(parent.handlers));
    }

    /** The same with the observers of {@code parent} first, then those of the registry itself. */
    CallObservers with(@Nullable CallObservers parent, List<ReceiverObserver> own) {
        List<ReceiverObserver> all = new ArrayList<>(parent == null ? OF_PROCESS : parent.observers);
        all.addAll(own);
        return new CallObservers(all, handlers);
    }

    FailureHandlers handlers() {
        return handlers;
    }

    /** Whether there are observers; a flight recording may be switched on besides. */
    boolean hasObservers() {
        return !observers.isEmpty();
    }

    /** Whether anybody is to be told of a call that begins now. */
    boolean isWatching() {
        return !observers.isEmpty() || FlightRecording.isOn();
    }

    /** Tells the observers of a call that begins; those told are told of its end, in reverse order, the flight recording first. */
    AfterCall begin(Connection connection, Object event) {
        AfterCall[] told = new AfterCall[observers.size() + 1];
        int count = 0;
        try {
            for (ReceiverObserver observer : observers) {
                told[count] = observer.beforeCall(connection, event);
                count++;
            }
            if (FlightRecording.isOn()) {
                told[count] = FlightRecording.begin(connection, event);
                count++;
            }
        } catch (Throwable e) {
            end(Arrays.asList(told).subList(0, count), e);
            throw e;
        }
        List<AfterCall> ends = Arrays.asList(told).subList(0, count);
        return failure -> end(ends, failure);
    }

    /** An exception of an observer must neither hide that of the receiver nor keep the other observers from being told. */
    private static void end(List<AfterCall> ends, @Nullable Throwable failure) {
        RuntimeException first = null;
        for (int i = ends.size() - 1; i >= 0; i--) {
            try {
                ends.get(i).ended(failure);
            } catch (RuntimeException e) {
                if (failure != null && failure != e) {
                    failure.addSuppressed(e);
                } else if (failure == null && first == null) {
                    first = e;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
