package dev.signals.hibernate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the classes whose {@linkplain Receiver receiver methods} are connected by every session factory with this
 * entity when it is built. Put it on an entity class, a mapped superclass, or an interface of either.
 *
 * <pre>{@code
 * @Entity
 * @Receivers(ArticleReceivers.class)
 * public class Article { ... }
 * }</pre>
 *
 * <p>Each class has one instance for a session factory. Hibernate's {@code ManagedBeanRegistry} creates it when its
 * first method is called. If Hibernate works with Spring or CDI, the constructor is injected; otherwise the class needs
 * a constructor without parameters, or the session factory is not built. The parameters of the methods determine the
 * entities that they receive events of, not the place of the annotation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Receivers {

    /** The classes with receiver methods. */
    Class<?>[] value();
}
