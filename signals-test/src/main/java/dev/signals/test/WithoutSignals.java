package dev.signals.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Keeps the signals about entities from reaching any receiver during a test, in all session factories: for tests of
 * something else, which receivers would only slow down or disturb. On a class also while its {@code @BeforeAll} and
 * {@code @AfterAll} methods run.
 *
 * <p>What is written in that time is not announced later either. A {@link SignalRecorder} records nothing. Tests with this
 * annotation do not run at the same time as others that change the signals of the process.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(MutingExtension.class)
@ResourceLock(SignalsExtension.LOCK)
public @interface WithoutSignals {

    /** The entity classes whose signals are muted, with their subclasses. By default all are. */
    Class<?>[] value() default {};
}
