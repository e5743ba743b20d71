package dev.signals.hibernate.internal.construct;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PreInit;
import dev.signals.hibernate.internal.connect.SenderTypeRule;
import dev.signals.hibernate.signal.PostInitSignal;
import dev.signals.hibernate.signal.PreInitSignal;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The objects that the application itself constructs, and the receivers that are called for them.
 *
 * <p>An object that is made with {@code new} belongs to no session factory yet. So receivers of the process are called,
 * and receivers of each open factory that maps the class. They are called in one order if there is one such factory.
 */
public final class Constructions {

    /** The signal pre_init of the process. */
    public static final PreInitSignal PRE_INIT =
            new PreInitSignal(Signal.of("pre_init", PreInit.class, SenderTypeRule.INSTANCE));

    /** The signal post_init of the process. */
    public static final PostInitSignal POST_INIT =
            new PostInitSignal(Signal.of("post_init", PostInit.class, SenderTypeRule.INSTANCE));

    static final Constructions OF_PROCESS = new Constructions(PRE_INIT.signal(), POST_INIT.signal());

    private final Signal<PreInit<?>> preInit;
    private final Signal<PostInit<?>> postInit;

    /** The open factories, which are not kept alive from here. The list is replaced as a whole. */
    private volatile List<WeakReference<FactoryConstructions>> factories = List.of();

    /**
     * The class that a thread constructs explicitly. What is woven around the same {@code new} is silent meanwhile. It
     * is no thread-local variable, because those stay behind in the threads of a pool.
     */
    private final Map<Thread, Class<?>> explicit = new ConcurrentHashMap<>();

    /** Whether there has been any receiver. It never becomes false again, so that no connection can be overlooked. */
    private volatile boolean heard;

    private Constructions(Signal<PreInit<?>> preInit, Signal<PostInit<?>> postInit) {
        this.preInit = preInit;
        this.postInit = postInit;
        watch(preInit, postInit);
    }

    private void watch(Signal<?>... signals) {
        for (Signal<?> signal : signals) {
            signal.onConnect(this::connected);
            heard |= !signal.connections().isEmpty();
        }
    }

    private void connected(Connection connection) {
        heard = true;
    }

    /** Returns whether anybody is to be told before an object of a class is constructed. */
    boolean isHeardBefore(Class<?> type) {
        return heard && hasReceivers(preInit, FactoryConstructions::preInit, type);
    }

    /** Returns whether anybody is to be told of an object that has been constructed. */
    boolean isHeardAfter(Class<?> type) {
        return heard && hasReceivers(postInit, FactoryConstructions::postInit, type);
    }

    synchronized void add(FactoryConstructions factory) {
        factories = Stream.concat(others(factory), Stream.of(new WeakReference<>(factory)))
                .toList();
        watch(factory.preInit(), factory.postInit());
    }

    synchronized void remove(FactoryConstructions factory) {
        factories = others(factory).toList();
    }

    private Stream<WeakReference<FactoryConstructions>> others(FactoryConstructions factory) {
        return factories.stream().filter(known -> !known.refersTo(factory) && !known.refersTo(null));
    }

    /** Constructs an object and announces it, see {@link dev.signals.hibernate.ModelSignals#construct}. */
    public static <T> T construct(Class<T> type, Supplier<? extends T> constructor) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(constructor, "constructor");
        return OF_PROCESS.construct(
                type, constructor, () -> OF_PROCESS.announceBefore(type, List.of()), OF_PROCESS::announceAfter);
    }

    /**
     * Constructs an object and announces it by these means, but not also by what is woven around {@code new}.
     *
     * @throws IllegalArgumentException if what has been constructed is of another class
     */
    <T> T construct(Class<T> type, Supplier<? extends T> constructor, Runnable before, Consumer<? super T> after) {
        boolean announced = heard;
        if (announced) {
            before.run();
        }
        T instance = announced ? silently(type, constructor) : constructor.get();
        if (instance == null || instance.getClass() != type) {
            throw new IllegalArgumentException("cannot construct " + type.getName() + ": "
                    + (instance == null
                            ? "null"
                            : "an instance of " + instance.getClass().getName())
                    + " has been made; give the class that the constructor belongs to");
        }
        if (announced) {
            after.accept(instance);
        }
        return instance;
    }

    private <T> T silently(Class<T> type, Supplier<? extends T> constructor) {
        Thread thread = Thread.currentThread();
        Class<?> outer = explicit.put(thread, type);
        try {
            return constructor.get();
        } finally {
            if (outer == null) {
                explicit.remove(thread);
            } else {
                explicit.put(thread, outer);
            }
        }
    }

    void beforeNew(Class<?> type, List<@Nullable Object> arguments) {
        if (!isExplicit(type)) {
            announceBefore(type, arguments);
        }
    }

    void afterNew(Object instance) {
        if (!isExplicit(instance.getClass())) {
            announceAfter(instance);
        }
    }

    private boolean isExplicit(Class<?> type) {
        return !explicit.isEmpty() && explicit.get(Thread.currentThread()) == type;
    }

    private void announceBefore(Class<?> type, List<@Nullable Object> arguments) {
        announce(
                preInit,
                FactoryConstructions::preInit,
                type,
                persister -> new PreConstruction<>(type, persister, arguments));
    }

    private void announceAfter(Object instance) {
        announce(
                postInit,
                FactoryConstructions::postInit,
                instance.getClass(),
                persister -> new PostConstruction<>(instance, persister));
    }

    private record Mapping<E>(Signal<E> signal, EntityPersister persister) {}

    private <E extends ModelEvent<?>> void announce(
            Signal<E> process,
            Function<FactoryConstructions, Signal<E>> part,
            Class<?> type,
            Function<@Nullable EntityPersister, E> event) {
        if (!hasReceivers(process, part, type)) {
            return;
        }
        List<Mapping<E>> mappings = mappings(part, type);
        if (mappings.size() == 1) {
            Mapping<E> only = mappings.get(0);
            only.signal.send(type, event.apply(only.persister));
            return;
        }
        if (process.hasReceivers(type)) {
            process.send(type, event.apply(null));
        }
        for (Mapping<E> mapping : mappings) {
            mapping.signal.sendOwn(type, event.apply(mapping.persister));
        }
    }

    private <E> boolean hasReceivers(Signal<E> process, Function<FactoryConstructions, Signal<E>> part, Class<?> type) {
        List<WeakReference<FactoryConstructions>> open = factories;
        boolean any = process.hasReceivers(type);
        for (int i = 0; i < open.size() && !any; i++) { // without an iterator, because each new comes along here
            FactoryConstructions factory = open.get(i).get();
            any = factory != null && part.apply(factory).hasReceivers(type);
        }
        return any;
    }

    private <E> List<Mapping<E>> mappings(Function<FactoryConstructions, Signal<E>> part, Class<?> type) {
        List<Mapping<E>> found = new ArrayList<>(1);
        for (WeakReference<FactoryConstructions> known : factories) {
            FactoryConstructions factory = known.get();
            EntityPersister persister = factory == null ? null : factory.persister(type);
            if (factory != null && persister != null) {
                found.add(new Mapping<>(part.apply(factory), persister));
            }
        }
        return found;
    }
}
