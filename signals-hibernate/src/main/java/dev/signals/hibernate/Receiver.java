package dev.signals.hibernate;

import dev.signals.ErrorPolicy;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a receiver of the signal whose event it takes, for the entity class that the event is about.
 *
 * <pre>{@code
 * public class ArticleReceivers {
 *     @Receiver
 *     void articleSaved(PostSave<Article> event) { ... }
 *
 *     @Receiver(phase = TransactionPhase.AFTER_COMMIT, onChange = {"title", "body"})
 *     void index(PostSave<Article> event) { ... }
 * }
 *
 * ModelSignals.of(sessionFactory).register(new ArticleReceivers());
 * }</pre>
 *
 * <p>The method may be private and static, and is inherited; it has one parameter and no result. {@code PostSave<?>} is any entity,
 * {@code PostSave<? extends Article>} includes subtypes, {@code List<Changed<Article>>} is all changes of a transaction in one call, and
 * {@code ModelEvent<Article>} needs the signals to be named. Mirrors {@code django.dispatch.receiver}.
 *
 * <p><b>Order.</b> The methods of one class that receive the same signal are called by {@link #order}, lower values first, and those of equal
 * order by name: {@code checkTitle} before {@code trimTitle}, wherever they stand in the source, as Java does not keep that order. Give {@code
 * order} where one method needs what another has done. {@link FactorySignals#describe} lists all receivers in the order of their calls.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Receiver {

    /** The events of the signals to connect to, where the parameter does not say it: {@code {PostSave.class, PostDelete.class}}. */
    @SuppressWarnings("rawtypes") // the classes of generic types are raw
    Class<? extends ModelEvent>[] value() default {};

    /** {@link dev.signals.Options#uid}; none if empty. */
    String uid() default "";

    /**
     * {@link dev.signals.Options#order}: lower values are called first. Methods of equal order, as without it, are called by their names if they
     * are of one class, and otherwise as they were registered.
     */
    int order() default 0;

    /** {@link dev.signals.Options#includingSubtypes}. */
    boolean includingSubtypes() default false;

    /** When it is called, at most one: {@code phase = TransactionPhase.AFTER_COMMIT}; at once if none is given. */
    TransactionPhase[] phase() default {};

    /** Calls it only if one of these attributes has changed; for events that have {@code changes()}. */
    String[] onChange() default {};

    /** The one attribute it is about, for {@link M2mChanged} and {@link CollectionChanged}; all of them if empty. */
    String attribute() default "";

    /**
     * Calls it after the commit in another thread, that of {@link FactorySignals#executor}, see {@link ModelSignals#afterCommit(ReceiverExecutor)}.
     */
    boolean async() default false;

    /**
     * The entity it is about by its name, for dynamic models: {@code @Receiver(entity = "Person") void saved(PostSave<Map<String, Object>>
     * event)}. That of the parameter's type if empty.
     */
    String entity() default "";

    /** What becomes of an exception. */
    ErrorPolicy onError() default ErrorPolicy.FAIL;
}
