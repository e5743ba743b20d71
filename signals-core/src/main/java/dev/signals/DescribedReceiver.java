package dev.signals;

/** A receiver that stands for something else, and says in messages what that is; otherwise its class is named. */
public interface DescribedReceiver<E> extends SignalReceiver<E> {

    /** What is called in the end, for instance {@code com.acme.ArticleReceivers.articleSaved}. */
    String description();
}
