package dev.signals.examples.blog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a test class on H2 and on an embedded PostgreSQL, with one instance and so one blog for each. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {BlogDatabase.H2, BlogDatabase.POSTGRESQL})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface OnBothDatabases {}
