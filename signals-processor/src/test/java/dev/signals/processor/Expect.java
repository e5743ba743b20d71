package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Registration;
import dev.signals.hibernate.internal.receiver.ConnectedMethods;
import dev.signals.hibernate.signal.ChangedSignal;
import dev.signals.hibernate.signal.CollectionChangedSignal;
import dev.signals.hibernate.signal.M2mChangedSignal;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.hibernate.signal.PostDeleteSignal;
import dev.signals.hibernate.signal.PostInitSignal;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.hibernate.signal.PreDeleteSignal;
import dev.signals.hibernate.signal.PreInitSignal;
import dev.signals.hibernate.signal.PreSaveSignal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compiles classes of receivers with the {@link Blog}. Where the compiler is to point at, the source has a {@code ^}, several of
 * them in the order of the messages.
 */
final class Expect {

    private Expect() {}

    /** Refused by the compiler, and in the same words where an instance of {@code Receivers} is registered. */
    static void refusedAlike(String source, String message) throws ReflectiveOperationException {
        refused(source, message);
        assertThat(refusalAtRunTime(source)).isEqualTo(message);
    }

    /** Refused by the compiler. */
    static void refused(String source, String... messages) {
        Compilation compilation = compile(source);

        List<String> expected = new ArrayList<>();
        List<String> places = places(Blog.HEADER + source);
        assertThat(places).as("marks").hasSameSizeAs(messages);
        for (int i = 0; i < messages.length; i++) {
            expected.add(places.get(i) + " " + messages[i]);
        }
        assertThat(compilation.messages()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(compilation.saysErrorsOnly()).isTrue();
    }

    /** Compiled without a word, and registered. */
    static void accepted(String source) throws ReflectiveOperationException {
        assertThat(compile(source).messages()).isEmpty();
        assertThat(refusalAtRunTime(source)).isEqualTo("none");
    }

    static Compilation compile(String source) {
        return Compilation.of(List.of(new ReceiverProcessor()), Blog.ENTITIES, Blog.HEADER + source.replace("^", ""));
    }

    /** What registering an instance of {@code Receivers} is refused with. */
    static String refusalAtRunTime(String source) throws ReflectiveOperationException {
        try {
            registered(source);
            return "none";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** An instance of {@code Receivers}, registered. */
    static Registration registered(String source) throws ReflectiveOperationException {
        Compilation plain = Compilation.of(List.of(), Blog.ENTITIES, Blog.HEADER + source.replace("^", ""));
        Object receivers = plain.instance("com.acme.Receivers");
        return ConnectedMethods.of(signals(), receivers.getClass(), () -> receivers);
    }

    /** Signals as those of a session factory, without one. */
    private static FactorySignals signals() {
        Map<String, ModelSignal<?>> signals = Map.of(
                "preInit", new PreInitSignal(ModelSignals.PRE_INIT.signal().scoped()),
                "postInit", new PostInitSignal(ModelSignals.POST_INIT.signal().scoped()),
                "preSave", new PreSaveSignal(ModelSignals.PRE_SAVE.signal().scoped()),
                "postSave", new PostSaveSignal(ModelSignals.POST_SAVE.signal().scoped()),
                "preDelete",
                        new PreDeleteSignal(ModelSignals.PRE_DELETE.signal().scoped()),
                "postDelete",
                        new PostDeleteSignal(ModelSignals.POST_DELETE.signal().scoped()),
                "m2mChanged",
                        new M2mChangedSignal(ModelSignals.M2M_CHANGED.signal().scoped()),
                "collectionChanged",
                        new CollectionChangedSignal(
                                ModelSignals.COLLECTION_CHANGED.signal().scoped()),
                "changed", new ChangedSignal(ModelSignals.CHANGED.signal().scoped()));
        return (FactorySignals) Proxy.newProxyInstance(
                Expect.class.getClassLoader(),
                new Class<?>[] {FactorySignals.class},
                (proxy, method, arguments) -> method.getName().equals("executor")
                        ? ReceiverExecutor.on(Runnable::run)
                        : signals.get(method.getName()));
    }

    private static List<String> places(String marked) {
        List<String> places = new ArrayList<>();
        int line = 1;
        int column = 1;
        for (char each : marked.toCharArray()) {
            if (each == '^') {
                places.add(line + ":" + column);
            } else if (each == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return places;
    }
}
