package dev.signals.hibernate.internal.dispatch;

/** What {@link Sending} needs to know of an event. */
interface Sent {

    /** The class it is sent with. */
    Class<?> sender();

    /** What counts as being announced while receivers run. */
    Object subject();
}
