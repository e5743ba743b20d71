package dev.signals.hibernate.internal.event;

/** An event with the properties that a dispatch needs and receivers do not see. */
public interface DispatchableEvent {

    /** The class for which it is sent. */
    Class<?> sender();

    /** The object that counts as being announced while receivers run. */
    Object subject();
}
