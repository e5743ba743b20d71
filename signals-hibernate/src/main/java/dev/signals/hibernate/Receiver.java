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
 * Marks a method as a receiver of the signal whose event it takes, for the entity class of the event.
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
 * <p>The method may be private or static, and is inherited. It has one parameter and no result. {@code PostSave<?>} is
 * any entity, {@code PostSave<? extends Article>} includes subtypes, {@code List<Changed<Article>>} is all changes of a
 * transaction in one call, and {@code ModelEvent<Article>} needs the signals to be named. Mirrors {@code
 * django.dispatch.receiver}.
 *
 * <p><b>Order.</b> The methods of one class that receive the same signal are called by {@link #order}, lower values
 * first. Methods of equal order are called by name: {@code checkTitle} before {@code trimTitle}, wherever they are in
 * the source, because Java does not keep the order of the source. Set {@code order} or {@link #after} if one method needs
 * the result of another. {@link FactorySignals#describe} lists all receivers in the order of their calls.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Receiver {

    /**
     * The events of the signals to connect to, if the parameter does not determine them: {@code {PostSave.class,
     * PostDelete.class}}.
     */
    @SuppressWarnings("rawtypes") // the classes of generic types are raw
    Class<? extends ModelEvent>[] value() default {};

    /** The uid, see {@link dev.signals.Options#uid}; none if empty. */
    String uid() default "";

    /**
     * The order, see {@link dev.signals.Options#order}: lower values are called first. Methods of equal order, which is
     * 0 by default, are called by name if they are in one class, and otherwise as they were registered.
     */
    int order() default 0;

    /** Whether events of subclasses are received too, see {@link dev.signals.Options#includingSubtypes}. */
    boolean includingSubtypes() default false;

    /**
     * The phase of the transaction in which the method is called, at most one: {@code phase =
     * TransactionPhase.AFTER_COMMIT}. If none is given, the method is called at once.
     */
    TransactionPhase[] phase() default {};

    /**
     * The uids of receivers of the same signal that are called before, see {@link dev.signals.Options#after}: {@code after =
     * "auto-slug"}.
     */
    String[] after() default {};

    /**
     * Attributes of which at least one must have changed, for events that have {@code changes()}, see {@link
     * ModelSignals#onChange}.
     */
    String[] onChange() default {};

    /**
     * The value that the attribute of {@link #onChange} must have had, at most one: {@code onChange = "status", from =
     * "DRAFT"}, see {@link OnChange#from}. The text is read as a value of the attribute's type when the method is
     * registered, and refused if it is none. It may be the name of a constant, or a string, a character, {@code true} or
     * {@code false}, a number, a UUID, a date or a time as the type itself reads it, for instance {@code 2026-03-01}. For an
     * association it is the identifier. For null, and for other types, connect with the option.
     */
    String[] from() default {};

    /** The value that the attribute of {@link #onChange} must have got, at most one, written as in {@link #from}. */
    String[] to() default {};

    /** Whether only created entities count, for events that have {@code changes()}, see {@link ModelSignals#createdOnly}. */
    boolean createdOnly() default false;

    /** Whether only updated entities count, for events that have {@code changes()}, see {@link ModelSignals#updatedOnly}. */
    boolean updatedOnly() default false;

    /**
     * Whether changes of collections count as well, for {@link dev.signals.hibernate.event.Changed}, see {@link
     * ModelSignals#includingCollections}.
     */
    boolean includingCollections() default false;

    /**
     * Whether entities that a transaction has created and deleted count as well, for {@link
     * dev.signals.hibernate.event.Changed}, see {@link ModelSignals#includingCreatedAndDeleted}.
     */
    boolean includingCreatedAndDeleted() default false;

    /**
     * The one attribute that {@link M2mChanged} or {@link CollectionChanged} events must be about; all attributes if
     * empty.
     */
    String attribute() default "";

    /**
     * Whether the method is called after the commit in another thread, by {@link FactorySignals#executor}; see {@link
     * ModelSignals#afterCommit(ReceiverExecutor)}.
     */
    boolean async() default false;

    /**
     * The name under which each call is kept in the database until it has succeeded, with module {@code signals-outbox}. It
     * finds the method again after a restart, so keep it when you rename the method.
     */
    String durable() default "";

    /** Whether the calls of a {@link #durable} receiver for one entity follow the order of the commits. */
    boolean orderedPerEntity() default false;

    /**
     * The name of the entity, for dynamic models: {@code @Receiver(entity = "Person") void saved(PostSave<Map<String,
     * Object>> event)}. If empty, the type of the parameter determines the entity.
     */
    String entity() default "";

    /** The policy for exceptions of the method. */
    ErrorPolicy onError() default ErrorPolicy.FAIL;
}
