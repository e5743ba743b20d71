package dev.signals.it.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test class once for each of the {@link Databases} of the run, which it takes as its constructor's parameter. The tag lets a
 * run leave out tests without a database.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("database")
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Databases.class)
public @interface OnEveryDatabase {}
