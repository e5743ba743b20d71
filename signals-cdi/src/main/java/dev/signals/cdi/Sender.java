package dev.signals.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The qualifier of an observed event that says which entities it is about, where the type of the event does not: for bulk
 * statements, for several entities, and for dynamic models.
 *
 * <pre>{@code
 * void cleared(@Observes @Sender(Article.class) BulkStatement statement) { ... }
 *
 * void saved(@Observes @Sender({Article.class, Comment.class}) PostSave<?> event) { ... }
 *
 * void named(@Observes @Sender(entity = "Person") PostSave<Map<String, Object>> event) { ... }
 * }</pre>
 *
 * <p>For one entity class write {@code PostSave<Article>}, and {@code PostSave<? extends Article>} to include its subclasses. If
 * there is both, an event has to fit both. An observer is refused when the container starts if no event can.
 *
 * <p>The word is Django's: {@code @receiver(post_save, sender=Article)}.
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
public @interface Sender {

    /** The entity classes; any if neither these nor {@link #entity} are given. */
    @Nonbinding
    Class<?>[] value() default {};

    /** Whether events of subclasses are received too, see {@link dev.signals.Options#includingSubtypes}. */
    @Nonbinding
    boolean includingSubtypes() default false;

    /** The name of one entity in Hibernate or in Jakarta Persistence, instead of classes. */
    @Nonbinding
    String entity() default "";
}
