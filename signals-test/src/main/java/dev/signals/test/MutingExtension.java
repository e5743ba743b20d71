package dev.signals.test;

import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.Signal;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** The extension behind {@link WithoutSignals} and {@link OnlyReceivers}: mutes of the class, and those of the method. */
public final class MutingExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(MutingExtension.class);
    private static final String LAMBDA = "lambda in ";

    /** Called by JUnit. */
    public MutingExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        mute(context, context.getRequiredTestClass());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        unmute(context, context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        mute(context, context.getRequiredTestMethod());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        unmute(context, context.getRequiredTestMethod());
    }

    /** The scopes of one class or method, the last one first. */
    private record Muted(Deque<Scope> scopes) {}

    private static void mute(ExtensionContext context, AnnotatedElement element) {
        Muted muted = new Muted(new ArrayDeque<>());
        context.getStore(NAMESPACE).put(element, muted);
        AnnotationSupport.findAnnotation(element, WithoutSignals.class).ifPresent(given -> {
            if (given.value().length == 0) {
                mute(muted, Signal::mute);
            }
            for (Class<?> entity : given.value()) {
                mute(muted, signal -> signal.mute(entity));
            }
        });
        AnnotationSupport.findAnnotation(element, OnlyReceivers.class).ifPresent(given -> {
            Predicate<Connection> others = connection -> !isNamed(connection, given) && !isOfRecorder(connection);
            mute(muted, signal -> signal.mute(others));
        });
    }

    private static void mute(Muted muted, Function<Signal<?>, Scope> mute) {
        SignalsExtension.ofModels().map(mute).forEach(muted.scopes()::push);
    }

    private static void unmute(ExtensionContext context, AnnotatedElement element) {
        Muted muted = context.getStore(NAMESPACE).remove(element, Muted.class);
        if (muted != null) {
            muted.scopes().forEach(Scope::close);
        }
    }

    private static boolean isNamed(Connection connection, OnlyReceivers given) {
        return connection.uid().filter(Arrays.asList(given.uids())::contains).isPresent()
                || Arrays.stream(given.value()).anyMatch(type -> isOf(connection, type));
    }

    private static boolean isOfRecorder(Connection connection) {
        return isOf(connection, SignalRecorder.class);
    }

    /** Returns whether the receiver is a method of the class, an object of it or a lambda in it. */
    private static boolean isOf(Connection connection, Class<?> type) {
        String name = connection.receiverName();
        String place = name.startsWith(LAMBDA) ? name.substring(LAMBDA.length()) : name;
        return place.equals(type.getName())
                || (place.startsWith(type.getName() + ".")
                        && place.indexOf('.', type.getName().length() + 1) < 0)
                || connection.receiver().filter(type::isInstance).isPresent();
    }
}
