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
 * Lets only some receivers of the signals about entities be called during a test, in all session factories: for tests of
 * one receiver, without what the others do. On a class also while its {@code @BeforeAll} and {@code @AfterAll} methods run.
 * An annotation of a method and of its class both restrict it.
 *
 * <pre>{@code
 * @Test
 * @OnlyReceivers(SlugReceivers.class)
 * void aSlugIsMade() { ... }
 * }</pre>
 *
 * <p>A receiver that the test itself connects needs its uid or the test class here, too. A {@link SignalRecorder} records
 * in any case. Tests with this annotation do not run at the same time as others that change the signals of the process.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(MutingExtension.class)
@ResourceLock(SignalsExtension.LOCK)
public @interface OnlyReceivers {

    /** The classes with the receiver methods, of the receivers, or around their lambdas. */
    Class<?>[] value() default {};

    /** The uids of receivers. */
    String[] uids() default {};
}
