package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.BatchReceiver;
import dev.signals.Option;
import dev.signals.Options;
import dev.signals.ReceiverExceptionHandler;
import dev.signals.ReceiverObserver;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.OnChange;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalDelete;
import dev.signals.hibernate.WhenFull;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.micrometer.SignalMetrics;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.it.database.Database;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A null for each argument of each public method of {@code signals-hibernate}, one at a time, also of the methods that are
 * added later. {@link NullsIT} has the names of the arguments, and what must not have happened before the refusal.
 */
class NullArgumentsIT {

    /** What only the library calls, or the JDK defines. */
    private static final Set<String> LEFT_OUT = Set.of(
            // implemented by applications
            "ReceiverContributor",
            "ContextProvider",
            "ReceiverBeans",
            "ReceiverBeans$Bean",
            // called by Micrometer
            "ReceiverObservationConvention",
            "ReceiverObservationContext",
            // records, whose equals takes anything
            "SlowCall$Statement");

    private final TestFactory factory = TestFactory.of(Database.H2, Zoo.entities());
    private final FactorySignals signals = factory.signals();
    private final Map<Class<?>, Object> arguments = new HashMap<>();
    private final List<Object> targets = new ArrayList<>();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aNullIsRefusedByTheCallThatGivesItAndChangesNothing() {
        Map<String, @Nullable Throwable> thrown = new LinkedHashMap<>();
        Set<String> withoutTarget = new TreeSet<>();
        Article article = factory.saved(new Article("title"));
        collectEvents();
        factory.inTransaction(session -> {
            writeSomething(session, session.find(Article.class, article.id));
            collectTargets(session);
            collectArguments(session);
            disconnectAll();
            for (Class<?> type : publicTypes()) {
                for (Method method : type.getDeclaredMethods()) {
                    if (isCalled(method)) {
                        give(method, thrown, withoutTarget);
                    }
                }
            }
            assertThat(session.getTransaction().getRollbackOnly()).isFalse();
        });

        assertThat(withoutTarget).as("types of which this test has no object").isEmpty();
        assertThat(thrown).hasSizeGreaterThan(100);
        SoftAssertions refused = new SoftAssertions();
        thrown.forEach((call, failure) -> refused.assertThat(nameOfTheArgument(failure))
                .as("%s: %s", call, failure)
                .isNotEmpty());
        refused.assertAll();
        assertThat(signals.describe().toString().lines())
                .as("nothing is connected")
                .hasSize(1);
        assertThat(signals.postSave().signal().isMuted()).isFalse();
    }

    /** Returns the message of a refusal; an empty text for anything else, such as a null that is found when it is used. */
    private static String nameOfTheArgument(@Nullable Throwable failure) {
        String message = failure instanceof NullPointerException ? failure.getMessage() : null;
        return message == null || message.startsWith("Cannot ") ? "" : message;
    }

    /** Each event is an object whose methods take arguments. */
    private void collectEvents() {
        signals.preSave().connect(this::collect);
        signals.postSave().connect(this::collect);
        signals.preDelete().connect(this::collect);
        signals.postDelete().connect(this::collect);
        signals.postInit().connect(this::collect);
        signals.preInit().connect(this::collect);
        signals.changed().connect(this::collect, ModelSignals.beforeCommit());
        signals.m2mChanged().connect(this::collect);
        signals.collectionChanged().connect(this::collect);
    }

    private void collect(ModelEvent<?> event) {
        targets.add(event);
        if (event instanceof PostSave<?> save) {
            targets.add(save.changes());
        }
    }

    private void disconnectAll() {
        Stream.of(signals.preSave(), signals.postSave(), signals.preDelete(), signals.postDelete(), signals.preInit())
                .forEach(signal -> signal.signal().connections().forEach(each -> each.disconnect()));
        Stream.of(signals.postInit(), signals.changed(), signals.m2mChanged(), signals.collectionChanged())
                .forEach(signal -> signal.signal().connections().forEach(each -> each.disconnect()));
    }

    private static void writeSomething(Session session, Article article) {
        Tag tag = new Tag();
        session.persist(tag);
        article.tags.add(tag);
        article.labels.add("label");
        article.title = "changed";
        Note removed = new Note("removed");
        session.persist(removed);
        session.flush();
        session.remove(removed);
        session.flush();
    }

    private void collectTargets(Session session) {
        targets.addAll(List.of(
                signals,
                signals.preSave(),
                signals.postSave(),
                signals.preDelete(),
                signals.postDelete(),
                signals.preInit(),
                signals.postInit(),
                signals.changed(),
                signals.m2mChanged(),
                signals.collectionChanged(),
                ModelSignals.BULK_UPDATED,
                signals.describe(),
                signals.context(session),
                signals.timeline(session),
                ModelSignals.onChange("title"),
                QuietUpdate.of(session, Note.class),
                SignalDelete.of(session, Note.class),
                ReceiverExecutor.on(Runnable::run),
                new SignalMetrics(signals)));
    }

    private void collectArguments(Session session) {
        arguments.putAll(Map.ofEntries(
                Map.entry(BatchReceiver.class, (BatchReceiver<Object>) events -> {}),
                Map.entry(BiConsumer.class, (BiConsumer<Object, Object>) (first, second) -> {}),
                Map.entry(Class.class, Article.class),
                Map.entry(Consumer.class, (Consumer<Object>) each -> {}),
                Map.entry(Duration.class, Duration.ofSeconds(1)),
                Map.entry(EntityManagerFactory.class, factory.sessionFactory()),
                Map.entry(Executor.class, (Executor) Runnable::run),
                Map.entry(List.class, List.of(factory.sessionFactory())),
                Map.entry(Map.class, Map.of()),
                Map.entry(ModelSignal[].class, new ModelSignal<?>[] {signals.postSave()}),
                Map.entry(Number.class, 1),
                Map.entry(Object.class, new Note("argument")),
                Map.entry(Option.class, Options.weak()),
                Map.entry(Option[].class, new Option<?>[0]),
                Map.entry(PluralAttribute.class, attribute("tags")),
                Map.entry(ReceiverExceptionHandler.class, (ReceiverExceptionHandler) (at, event, failure) -> {}),
                Map.entry(ReceiverExecutor.class, ReceiverExecutor.on(Runnable::run)),
                Map.entry(Runnable.class, (Runnable) () -> {}),
                Map.entry(Session.class, session),
                Map.entry(SharedSessionContract.class, session),
                Map.entry(SignalReceiver.class, (SignalReceiver<Object>) event -> {}),
                Map.entry(String.class, "title"),
                Map.entry(String[].class, new String[] {"title"}),
                Map.entry(Supplier.class, (Supplier<Object>) () -> new Note("supplied")),
                Map.entry(TransactionPhase.class, TransactionPhase.AFTER_COMMIT),
                Map.entry(WhenFull.class, WhenFull.values()[0])));
        arguments.put(ReceiverObserver.class, (ReceiverObserver) (at, event) -> dev.signals.AfterCall.IGNORED);
        arguments.put(
                SingularAttribute.class,
                factory.sessionFactory().getMetamodel().entity(Article.class).getSingularAttribute("title"));
        targets.stream().filter(OnChange.class::isInstance).forEach(each -> arguments.put(Option.class, each));
        targets.stream()
                .filter(PostSave.class::isInstance)
                .findFirst()
                .ifPresent(each -> arguments.put(dev.signals.hibernate.event.ChangeEvent.class, each));
    }

    private Object attribute(String name) {
        return factory.sessionFactory().getMetamodel().entity(Article.class).getAttribute(name);
    }

    private static boolean isCalled(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic()
                && !LEFT_OUT.contains(localName(method.getDeclaringClass()));
    }

    private static String localName(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }

    private void give(Method method, Map<String, @Nullable Throwable> thrown, Set<String> withoutTarget) {
        for (int place = 0; place < method.getParameterCount(); place++) {
            if (!method.getParameterTypes()[place].isPrimitive()
                    && !method.getAnnotatedParameterTypes()[place].isAnnotationPresent(Nullable.class)) {
                List<Object> objects = targets.stream()
                        .filter(each -> method.getDeclaringClass().isInstance(each))
                        .toList();
                if (Modifier.isStatic(method.getModifiers())) {
                    thrown.put(
                            localName(method.getDeclaringClass()) + " " + method + " at " + place,
                            call(method, null, place));
                } else if (objects.isEmpty()) {
                    withoutTarget.add(localName(method.getDeclaringClass()));
                }
                for (Object each : Modifier.isStatic(method.getModifiers()) ? List.of() : objects) {
                    thrown.put(
                            each.getClass().getSimpleName() + " " + method + " at " + place, call(method, each, place));
                }
            }
        }
    }

    private @Nullable Throwable call(Method method, @Nullable Object target, int place) {
        Class<?>[] types = method.getParameterTypes();
        Object[] given = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            given[i] = i == place ? null : types[i] == int.class ? 1 : argument(types[i]);
        }
        return catchThrowable(() -> {
            try {
                method.setAccessible(true);
                method.invoke(target, given);
            } catch (InvocationTargetException wrapper) {
                throw wrapper.getCause();
            }
        });
    }

    private Object argument(Class<?> type) {
        return assertThat(arguments.get(type))
                .as("an argument of " + type)
                .isNotNull()
                .actual();
    }

    private static List<Class<?>> publicTypes() {
        try {
            URI place = ModelSignals.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return publicTypes(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return publicTypes(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> publicTypes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith("dev/signals/hibernate/") && name.endsWith(".class"))
                    .filter(name -> !name.contains("/internal/") && !name.contains("package-info"))
                    .<Class<?>>map(NullArgumentsIT::type)
                    .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isEnum())
                    .toList();
        }
    }

    private static Class<?> type(String file) {
        try {
            String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
            return Class.forName(name, false, ModelSignals.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
