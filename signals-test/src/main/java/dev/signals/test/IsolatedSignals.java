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
 * Restores the connections of the signals of the process after each test and after the class: {@code
 * ModelSignals.POST_SAVE} and the other constants. Tests with this annotation do not run at the same time, because each
 * would get the events of the others.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SignalsExtension.class)
@ResourceLock(SignalsExtension.LOCK)
public @interface IsolatedSignals {}
