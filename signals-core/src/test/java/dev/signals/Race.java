package dev.signals;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Content;
import dev.signals.Blog.Entity;
import dev.signals.Blog.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads that connect and disconnect, beside threads that send. A clock that ticks around every step tells afterwards
 * what each sending had to reach and what it must not have reached.
 */
final class Race {

    private static final int CHANGES = 500;

    private final long seed;
    private final boolean mixed;
    private final AtomicLong clock = new AtomicLong();
    private final Signal<Sending> signal = Signal.of("post_save", Sending.class);
    private final Signal<Sending> part = signal.scoped();
    private final Signal<Sending> innermost = part.scoped();
    private final List<Signal<Sending>> signals = List.of(signal, part, innermost);
    private final List<List<Registration>> registrations = new ArrayList<>();
    private final List<List<Sending>> sendings = new ArrayList<>();
    private final AtomicInteger changersLeft = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    Race(long seed, boolean mixed) {
        this.seed = seed;
        this.mixed = mixed;
    }

    List<Callable<Boolean>> tasks(int changers, int senders) {
        changersLeft.set(changers);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < changers; i++) {
            Random random = new Random(seed * 100 + i);
            List<Registration> own = new ArrayList<>();
            registrations.add(own);
            tasks.add(() -> change(random, own));
        }
        for (int i = 0; i < senders; i++) {
            Random random = new Random(seed * 100 + 50 + i);
            List<Sending> own = new ArrayList<>();
            sendings.add(own);
            tasks.add(() -> send(random, own));
        }
        return tasks;
    }

    private boolean change(Random random, List<Registration> own) {
        Deque<Registration> open = new ArrayDeque<>();
        try {
            for (int i = 0; i < CHANGES; i++) {
                keepPace(changed, sent);
                Registration registration = new Registration(this, random);
                own.add(registration);
                open.add(registration);
                registration.connect(random);
                if (mixed && i % 3 == 0) {
                    // Nobody holds it, so it dies some time while the others go on.
                    signals.get(random.nextInt(3)).connect(new Forgotten(), weak());
                }
                if (mixed && i % 50 == 0) {
                    System.gc();
                }
                while (open.size() > random.nextInt(8)) {
                    open.remove().disconnect(random);
                }
            }
            open.forEach(registration -> registration.disconnect(random));
        } finally {
            changersLeft.decrementAndGet();
        }
        return true;
    }

    private boolean send(Random random, List<Sending> own) {
        List<@Nullable Class<?>> senders = new ArrayList<>(List.of(Article.class, Content.class, Tag.class));
        senders.add(null);
        while (changersLeft.get() > 0) {
            keepPace(sent, changed);
            Sending sending = new Sending(mixed ? random.nextInt(3) : 0, senders.get(random.nextInt(4)));
            own.add(sending);
            sending.start = clock.getAndIncrement();
            signals.get(sending.scope).send(sending.sender, sending);
            sending.end = clock.getAndIncrement();
        }
        return true;
    }

    /** Keeps the two kinds of threads side by side, so that neither is done before the other has begun. */
    private void keepPace(AtomicInteger own, AtomicInteger others) {
        int step = own.incrementAndGet();
        while (step > others.get() + 8
                && changersLeft.get() > 0
                && !Thread.currentThread().isInterrupted()) {
            Thread.yield();
        }
    }

    void check() {
        List<Registration> all = registrations.stream().flatMap(List::stream).toList();
        int reached = 0;
        int overlapping = 0;
        for (Sending sending : sendings.stream().flatMap(List::stream).toList()) {
            Map<Registration, Integer> counts = new IdentityHashMap<>();
            sending.called.forEach(registration -> counts.merge(registration, 1, Integer::sum));
            for (Registration registration : all) {
                int count = counts.getOrDefault(registration, 0);
                boolean connectedAllTheTime =
                        registration.connected < sending.start && sending.end < registration.disconnecting;
                boolean neverConnected =
                        registration.disconnected < sending.start || sending.end < registration.connecting;
                if (!registration.hears(sending) || neverConnected) {
                    expect(count == 0, "called without being connected", registration, sending);
                } else if (connectedAllTheTime) {
                    expect(count == 1, "called " + count + " times", registration, sending);
                    reached++;
                } else {
                    expect(count <= 1, "called " + count + " times", registration, sending);
                    overlapping++;
                }
            }
        }
        // Else the race has not taken place and proves nothing.
        assertThat(reached).as("seed " + seed).isPositive();
        assertThat(overlapping).as("seed " + seed).isPositive();
        assertThat(innermost.connections().stream().map(Connection::receiver))
                .as("seed " + seed)
                .allMatch(left -> left.isEmpty() || left.get() instanceof Forgotten);
    }

    private void expect(boolean met, String found, Registration registration, Sending sending) {
        if (!met) {
            throw new AssertionError("seed " + seed + ": " + registration + " " + found + " by " + sending);
        }
    }

    /** One sending, and whom it reached; written by the sending thread only. */
    private static final class Sending {

        final int scope;
        final @Nullable Class<?> sender;
        final List<Registration> called = new ArrayList<>();
        long start;
        long end;

        Sending(int scope, @Nullable Class<?> sender) {
            this.scope = scope;
            this.sender = sender;
        }

        @Override
        public String toString() {
            return "sending of " + sender + " in scope " + scope + " from " + start + " to " + end;
        }
    }

    private static final class Forgotten implements SignalReceiver<Object> {
        @Override
        public void receive(Object event) {}
    }

    /** One receiver, connected and disconnected once. */
    private static final class Registration implements SignalReceiver<Sending> {

        private final Race race;
        private final int scope;
        private final @Nullable Class<?> sender;
        private final boolean subtypes;
        private final @Nullable String uid;
        private @Nullable Connection connection;
        long connecting = Long.MAX_VALUE;
        long connected = Long.MAX_VALUE;
        long disconnecting = Long.MAX_VALUE;
        long disconnected = Long.MAX_VALUE;

        Registration(Race race, Random random) {
            this.race = race;
            this.scope = race.mixed ? random.nextInt(3) : 0;
            int kind = random.nextInt(4);
            this.sender = kind == 0 ? null : kind == 1 ? Article.class : kind == 2 ? Tag.class : Entity.class;
            this.subtypes = kind == 3;
            this.uid = random.nextBoolean() ? "uid " + System.identityHashCode(this) + " " + random.nextLong() : null;
        }

        @Override
        public void receive(Sending sending) {
            sending.called.add(this);
            // Lets others change the list in the middle of the sending, even where there is one processor only.
            if (sending.called.size() % 4 == 0) {
                Thread.yield();
            }
        }

        void connect(Random random) {
            List<Option<Object>> options = new ArrayList<>(List.of(order(random.nextInt(3))));
            if (uid != null) {
                options.add(uid(uid));
            }
            if (race.mixed && random.nextBoolean()) {
                options.add(weak());
            }
            if (subtypes) {
                options.add(includingSubtypes());
            }
            connecting = race.clock.getAndIncrement();
            connection = connect(options);
            connected = race.clock.getAndIncrement();
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // there is no generic array
        private Connection connect(List<Option<Object>> options) {
            Option<Object>[] array = options.toArray(new Option[0]);
            Signal<Sending> signal = race.signals.get(scope);
            return sender == null ? signal.connect(this, array) : signal.connect(sender, this, array);
        }

        void disconnect(Random random) {
            disconnecting = race.clock.getAndIncrement();
            boolean done = random.nextBoolean() && connection != null ? connection.disconnect() : disconnectByKey();
            disconnected = race.clock.getAndIncrement();
            race.expect(done, "was not there to be disconnected", this, new Sending(scope, sender));
        }

        private boolean disconnectByKey() {
            Signal<Sending> signal = race.signals.get(scope);
            if (uid != null) {
                return sender == null ? signal.disconnect(uid) : signal.disconnect(sender, uid);
            }
            return sender == null ? signal.disconnect(this) : signal.disconnect(sender, this);
        }

        boolean hears(Sending sending) {
            return scope <= sending.scope
                    && (sender == null
                            || sender == sending.sender
                            || (subtypes && sending.sender != null && sender.isAssignableFrom(sending.sender)));
        }

        @Override
        public String toString() {
            return "receiver for " + sender + " in scope " + scope + ", connected " + connecting + " to " + connected
                    + ", disconnected " + disconnecting + " to " + disconnected + ",";
        }
    }
}
