package dev.signals.it.django;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.IdGeneratorType;

/**
 * A key as Django's: taken from a sequence that starts at a number of its own, unless the program has set
 * one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@IdGeneratorType(KeySequence.class)
public @interface Key {

    String sequence();

    int from();
}
