package dev.signals.hibernate.internal.event;

/** What a dispatch needs to know of an event besides what receivers see. */
public interface DispatchableEvent {

    /** The class it is sent with. */
    Class<?> sender();

    /** What counts as being announced while receivers run. */
    Object subject();
}
