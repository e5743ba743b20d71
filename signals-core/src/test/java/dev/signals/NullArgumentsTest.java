package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives a null for each argument of each public method, one at a time. */
class NullArgumentsTest {

    private static final Signal<Object> SIGNAL = Signal.of("nulls", Object.class);
    private static final Connection CONNECTION = SIGNAL.connect(String.class, event -> {});
    private static final Map<Class<?>, Object> TARGETS = Map.of(Signal.class, SIGNAL, Connection.class, CONNECTION);

    private static final Map<Class<?>, Object> GOOD = Map.ofEntries(
            Map.entry(Class.class, Object.class),
            Map.entry(ClassLoader.class, ClassLoader.getSystemClassLoader()),
            Map.entry(Collection.class, List.of()),
            Map.entry(Connection.class, CONNECTION),
            Map.entry(ConnectionRule.class, (ConnectionRule) connection -> {}),
            Map.entry(Consumer.class, (Consumer<Object>) each -> {}),
            Map.entry(Executor.class, (Executor) Runnable::run),
            Map.entry(Function.class, (Function<Object, Object>) event -> Object.class),
            Map.entry(List.class, List.of("event")),
            Map.entry(Object.class, "object"),
            Map.entry(Option[].class, new Option<?>[0]),
            Map.entry(Predicate.class, (Predicate<Object>) each -> false),
            Map.entry(ReceiverExceptionHandler.class, (ReceiverExceptionHandler) (connection, event, failure) -> {}),
            Map.entry(ReceiverObserver.class, (ReceiverObserver) (connection, event) -> AfterCall.IGNORED),
            Map.entry(Runnable.class, (Runnable) () -> {}),
            Map.entry(SenderPart.class, (SenderPart<Object>) event -> true),
            Map.entry(SignalReceiver.class, (SignalReceiver<Object>) event -> {}),
            Map.entry(String.class, "text"),
            Map.entry(String[].class, new String[] {"uid"}),
            Map.entry(Throwable.class, new IllegalStateException()),
            Map.entry(ErrorPolicy.class, ErrorPolicy.FAIL));

    /** One argument that is null. */
    record Null(Executable called, int place) {

        @Override
        public String toString() {
            return called.getDeclaringClass().getSimpleName() + "." + called.getName() + " "
                    + List.of(called.getParameterTypes()) + " at " + place;
        }
    }

    static List<Null> nulls() throws IOException {
        List<Null> nulls = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            for (Method method : type.getDeclaredMethods()) {
                for (int place = 0; isCallable(method) && place < method.getParameterCount(); place++) {
                    if (!method.getParameterTypes()[place].isPrimitive()
                            && !method.getAnnotatedParameterTypes()[place].isAnnotationPresent(Nullable.class)) {
                        nulls.add(new Null(method, place));
                    }
                }
            }
        }
        return nulls;
    }

    @Test
    void thereAreManyArgumentsToTry() throws IOException {
        assertThat(nulls()).hasSizeGreaterThan(60);
        assertThat(nulls())
                .extracting(each -> each.called().getDeclaringClass().getSimpleName())
                .contains("Signal", "Options");
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void aNullIsRefusedByTheCallThatGivesIt(Null given) throws Exception {
        List<Connection> before = SIGNAL.connections();
        Method method = (Method) given.called();
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(NullArgumentsTest::good)
                .toArray();
        arguments[given.place()] = null;

        Throwable thrown = catchThrowable(() -> invoke(method, arguments));

        assertThat(thrown).isInstanceOf(NullPointerException.class);
        assertThat(thrown.getMessage())
                .as("the name of the argument")
                .isNotNull()
                .doesNotStartWith("Cannot ");
        assertThat(SIGNAL.connections()).isEqualTo(before);
        assertThat(SIGNAL.isMuted()).isFalse();
    }

    private static void invoke(Method method, Object... arguments) throws Throwable {
        try {
            method.invoke(TARGETS.get(method.getDeclaringClass()), arguments);
        } catch (InvocationTargetException wrapper) {
            throw wrapper.getCause();
        }
    }

    private static Object good(Class<?> type) {
        Object value = GOOD.get(type);
        if (value == null && type == int.class) {
            return 0;
        }
        return assertThat(value).as("a value of " + type).isNotNull().actual();
    }

    private static boolean isCallable(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic()
                && (Modifier.isStatic(method.getModifiers()) || TARGETS.containsKey(method.getDeclaringClass()))
                && !isIdentity(method);
    }

    /** The methods that return the lambda that they get, only to give it a type. */
    private static boolean isIdentity(Method method) {
        return method.getDeclaringClass() == SignalReceiver.class;
    }

    private static List<Class<?>> publicTypes() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.list(classes.resolve("dev/signals"))) {
            List<Class<?>> types = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = classes.relativize(file).toString();
                if (!name.contains("package-info")) {
                    types.add(type(name));
                }
            }
            types.removeIf(type -> !Modifier.isPublic(type.getModifiers()) || type.isRecord() || type.isEnum());
            return types;
        }
    }

    private static Class<?> type(String file) {
        try {
            String name = file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", ".");
            return Class.forName(name, false, Signal.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
