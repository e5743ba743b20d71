package dev.signals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The observers of calls and the handlers of failures of one registry. */
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

    /**
     * Creates the observers of a registry that has none of its own yet.
     *
     * @param parent the observers of the registry that it is a part of; null if it is not a part
     */
    static CallObservers of(@Nullable CallObservers parent) {
        return parent == null
                ? new CallObservers(OF_PROCESS, new FailureHandlers(null))
                : new CallObservers(parent.observers, new FailureHandlers(parent.handlers));
    }

    /** Returns these observers with the observers of {@code parent} first, followed by the registry's own ones. */
    CallObservers with(@Nullable CallObservers parent, List<ReceiverObserver> own) {
        List<ReceiverObserver> all = new ArrayList<>(parent == null ? OF_PROCESS : parent.observers);
        all.addAll(own);
        return new CallObservers(all, handlers);
    }

    FailureHandlers handlers() {
        return handlers;
    }

    /** Returns whether there are observers. A flight recording is not one of them. */
    boolean hasObservers() {
        return !observers.isEmpty();
    }

    /** Returns whether a call that begins now is observed or recorded. */
    boolean isObserved() {
        return !observers.isEmpty() || FlightRecording.isOn();
    }

    /**
     * Notifies the observers that a call begins. They are notified of its end in reverse order, the flight recording
     * first.
     */
    AfterCall begin(Connection connection, Object event) {
        AfterCall[] callbacks = new AfterCall[observers.size() + 1];
        int count = 0;
        try {
            for (ReceiverObserver observer : observers) {
                callbacks[count] = observer.beforeCall(connection, event);
                count++;
            }
            if (FlightRecording.isOn()) {
                callbacks[count] = FlightRecording.begin(connection, event);
                count++;
            }
        } catch (Throwable e) {
            end(Arrays.asList(callbacks).subList(0, count), e);
            throw e;
        }
        List<AfterCall> ends = Arrays.asList(callbacks).subList(0, count);
        return failure -> end(ends, failure);
    }

    /**
     * Notifies all observers, even if one throws. An exception of an observer never hides the exception of the
     * receiver.
     */
    private static void end(List<AfterCall> ends, @Nullable Throwable failure) {
        Throwable first = null;
        for (int i = ends.size() - 1; i >= 0; i--) {
            try {
                ends.get(i).ended(failure);
            } catch (RuntimeException | Error e) {
                if (failure != null && failure != e) {
                    failure.addSuppressed(e);
                } else if (failure == null && first == null) {
                    first = e;
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }
}
