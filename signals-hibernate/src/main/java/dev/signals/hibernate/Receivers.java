package dev.signals.hibernate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the classes whose {@linkplain Receiver receiver methods} every session factory with this entity connects when it is built; on an
 * entity class, a mapped superclass or an interface of one.
 *
 * <pre>{@code
 * @Entity
 * @Receivers(ArticleReceivers.class)
 * public class Article { ... }
 * }</pre>
 *
 * <p>Each class has one instance for a session factory, made when its first method is called, by Hibernate's {@code
 * ManagedBeanRegistry}: where Hibernate works with Spring or CDI, its constructor is injected; otherwise it needs one without
 * parameters, or the session factory is not built. What the methods are about is said by their parameters, not by where the annotation stands.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Receivers {

    /** The classes. */
    Class<?>[] value();
}
