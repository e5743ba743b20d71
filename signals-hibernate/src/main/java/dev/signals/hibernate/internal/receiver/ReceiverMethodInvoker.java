package dev.signals.hibernate.internal.receiver;

import dev.signals.BatchReceiver;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.internal.access.ObjectText;
import dev.signals.hibernate.internal.connect.MethodReceiver;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An invoker of a receiver method. */
final class ReceiverMethodInvoker {

    private final @Nullable Supplier<?> receivers;
    private final Method method;
    private final MethodHandle handle;
    private final String name;
    private Class<?> checked;

    /**
     * @param receivers the object; null for a static method
     */
    private ReceiverMethodInvoker(@Nullable Supplier<?> receivers, Method method, MethodHandle handle, String name) {
        this.receivers = receivers;
        this.method = method;
        this.handle = handle;
        this.name = name;
        this.checked = method.getDeclaringClass();
    }

    /**
     * Prepares the calls of a method, which may be private.
     *
     * @throws IllegalArgumentException if its module does not let it be called
     */
    static ReceiverMethodInvoker of(Supplier<?> receivers, Method method) {
        String name = method.getDeclaringClass().getName() + "." + method.getName();
        try {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(method);
            return new ReceiverMethodInvoker(
                    Modifier.isStatic(method.getModifiers()) ? null : receivers, method, handle, name);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "cannot call @Receiver method " + name + ": open package "
                            + method.getDeclaringClass().getPackageName() + " to dev.signals.hibernate",
                    e);
        }
    }

    SignalReceiver<Object> one() {
        return new One();
    }

    SignalReceiver<Object> batch() {
        return new Batch();
    }

    private void call(Object argument) throws Exception {
        try {
            if (receivers == null) {
                handle.invoke(argument);
            } else {
                Object instance = receivers.get();
                if (instance.getClass() != checked) {
                    ContainerProxies.check(method, instance.getClass());
                    checked = instance.getClass();
                }
                handle.invoke(instance, argument);
            }
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name + " threw " + ObjectText.of(e), e);
        }
    }

    private final class One implements MethodReceiver {

        @Override
        public void receive(Object event) throws Exception {
            call(event);
        }

        @Override
        public Method method() {
            return method;
        }
    }

    private final class Batch implements BatchReceiver<Object>, MethodReceiver {

        @Override
        public void receiveAll(List<Object> events) throws Exception {
            call(events);
        }

        @Override
        public void receive(Object event) throws Exception {
            call(List.of(event));
        }

        @Override
        public Method method() {
            return method;
        }
    }
}
