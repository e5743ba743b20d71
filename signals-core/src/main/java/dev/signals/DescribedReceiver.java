package dev.signals;

/**
 * A receiver that calls something else and is named in messages by its {@link #description}. Other receivers are named
 * by their class.
 */
public interface DescribedReceiver<E> extends SignalReceiver<E> {

    /** Returns the name of the code that is called, for instance {@code com.acme.ArticleReceivers.articleSaved}. */
    String description();
}
