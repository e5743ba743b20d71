package dev.signals.hibernate.internal.connect;

import dev.signals.DescribedReceiver;
import java.lang.reflect.Method;

/** A receiver that calls a method with {@link dev.signals.hibernate.Receiver}. */
public interface MethodReceiver extends DescribedReceiver<Object> {

    /** Returns the method. */
    Method method();

    /** Returns class and name of the method. */
    @Override
    default String description() {
        return method().getDeclaringClass().getName() + "." + method().getName();
    }
}
