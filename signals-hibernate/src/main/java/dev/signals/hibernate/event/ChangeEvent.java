package dev.signals.hibernate.event;

/**
 * An event that has old and new values: a save, or the net change of a transaction. {@link
 * dev.signals.hibernate.ModelSignals#onChange} is an option for receivers of these events.
 *
 * @param <T> the entity class
 */
public interface ChangeEvent<T> extends ModelEvent<T> {

    /** Returns the attributes that change, with their old and new values. */
    Changes changes();
}
