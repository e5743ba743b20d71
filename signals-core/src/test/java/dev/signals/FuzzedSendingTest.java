package dev.signals;

import static dev.signals.Options.onError;
import static dev.signals.Options.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Receivers, conditions and observers that throw anything, with events and senders that no method of {@code Object} works
 * on, beside a plain loop that says who is called and what reaches the sender.
 */
class FuzzedSendingTest {

    private static final int SEEDS = Integer.getInteger("signals.test.fuzz", 3_000);

    private static @Nullable LogCapture log;

    @BeforeAll
    static void quietLog() {
        log = LogCapture.open();
    }

    @AfterAll
    static void restoreLog() {
        if (log != null) {
            log.close();
        }
    }

    @Test
    void everySendingCallsWhomAPlainLoopWouldCallAndThrowsWhatItWouldThrow() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Run(seed).check();
        }
    }

    /** A receiver, and what it throws: from its filter, from its call, or nothing. */
    private record Planned(
            int number, ErrorPolicy policy, @Nullable Throwable failure, boolean inFilter) {

        boolean isInterrupt() {
            return failure instanceof InterruptedException;
        }

        /** The futures of the JDK call {@code toString} of each failure. */
        boolean isUnprintable() {
            return failure != null && failure.getClass().getSimpleName().equals("Unprintable");
        }

        boolean isError() {
            return failure instanceof Error;
        }
    }

    private static final class Run {

        private final long seed;
        private final Random random;
        private final Signal<Hostile.Event> signal = Signal.of("fuzzed", Hostile.Event.class);
        private final Signal<Hostile.Event> part = signal.scoped();
        private final List<Planned> plan = new ArrayList<>();
        private final List<Integer> called = new ArrayList<>();
        private final Hostile.Event event;
        private final @Nullable Object sender;
        private int open;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.event = random.nextBoolean() ? new Hostile.Event() : new Hostile.Event(StackOverflowError::new);
            this.sender = switch (random.nextInt(3)) {
                case 0 -> null;
                case 1 -> Hostile.Event.class;
                default -> new Hostile.EqualsAll();
            };
            int receivers = 1 + random.nextInt(6);
            for (int i = 0; i < receivers; i++) {
                boolean fails = random.nextInt(3) == 0;
                plan.add(new Planned(
                        i,
                        ErrorPolicy.values()[random.nextInt(3)],
                        fails ? Hostile.anyFailure(random) : null,
                        random.nextInt(4) == 0));
            }
            plan.forEach(this::connect);
            if (random.nextBoolean()) {
                (random.nextBoolean() ? signal : part).observe((connection, sent) -> {
                    open++;
                    return failure -> open--;
                });
            }
        }

        private void connect(Planned planned) {
            SignalReceiver<Hostile.Event> receiver = sent -> {
                assertThat(sent).isSameAs(event);
                called.add(planned.number());
                throwUnless(planned.inFilter(), planned.failure());
            };
            Condition<Hostile.Event> filter = Options.filter(sent -> {
                throwUnless(!planned.inFilter(), planned.failure());
                return true;
            });
            Signal<Hostile.Event> owner = random.nextBoolean() ? signal : part;
            Option<Object> order = order(planned.number());
            Option<Object> policy = onError(planned.policy());
            if (sender instanceof Class<?> type) {
                owner.connect(type, receiver, filter, order, policy);
            } else if (sender != null) {
                owner.connect(sender, receiver, filter, order, policy);
            } else {
                owner.connect(receiver, filter, order, policy);
            }
        }

        private static void throwUnless(boolean condition, @Nullable Throwable failure) {
            if (!condition && failure != null) {
                Hostile.<RuntimeException>throwIt(failure);
            }
        }

        void check() {
            List<Connection> before = part.connections();
            Throwable thrown = catchThrowable(this::send);
            boolean interrupted = Thread.interrupted();
            List<Integer> heard = take();
            checkFailFast(thrown, interrupted, heard);

            List<Outcome> outcomes = new ArrayList<>();
            Throwable robust = catchThrowable(() -> outcomes.addAll(sendRobust()));
            interrupted = Thread.interrupted();
            checkRobust(robust, interrupted, take(), outcomes);

            if (plan.stream().noneMatch(Planned::isUnprintable)) {
                checkAsync(thrown, heard);
            }
            assertThat(open).as(this::toString).isZero();
            assertThat(part.connections()).as(this::toString).isEqualTo(before);
        }

        private List<Outcome.Returned> send() {
            return sender instanceof Class<?> || sender == null
                    ? part.send((Class<?>) sender, event)
                    : part.send(sender, event);
        }

        private List<Outcome> sendRobust() {
            return sender instanceof Class<?> || sender == null
                    ? part.sendRobust((Class<?>) sender, event)
                    : part.sendRobust(sender, event);
        }

        private CompletableFuture<List<Outcome.Returned>> future() {
            return sender instanceof Class<?> || sender == null
                    ? part.sendAsync((Class<?>) sender, event, Runnable::run)
                    : part.sendAsync(sender, event, Runnable::run);
        }

        private List<Integer> take() {
            List<Integer> taken = List.copyOf(called);
            called.clear();
            return taken;
        }

        private void checkAsync(@Nullable Throwable thrown, List<Integer> heard) {
            Throwable async = catchThrowable(() -> future().join());
            Thread.interrupted();
            assertThat(take()).as(this::toString).isEqualTo(heard);
            assertThat(async == null).as(this::toString).isEqualTo(thrown == null);
            if (async != null && thrown != null) {
                assertThat(async).as(this::toString).isInstanceOf(CompletionException.class);
                assertThat(async.getCause()).as(this::toString).isInstanceOf(thrown.getClass());
            }
        }

        private void checkFailFast(@Nullable Throwable thrown, boolean interrupted, List<Integer> heard) {
            List<Integer> expected = new ArrayList<>();
            Planned first = null;
            Planned last = null;
            for (Planned planned : plan) {
                if (planned.failure() == null || !planned.inFilter()) {
                    expected.add(planned.number());
                }
                if (planned.failure() == null) {
                    continue;
                }
                if (planned.isError() || planned.isInterrupt()) {
                    last = planned;
                    break;
                }
                if (planned.policy() != ErrorPolicy.ISOLATE) {
                    first = first == null ? planned : first;
                }
                if (planned.policy() == ErrorPolicy.FAIL) {
                    break;
                }
            }
            assertThat(heard).as(this::toString).isEqualTo(expected);
            Planned reaching = last == null ? first : last;
            assertThat(thrown == null).as(this::toString).isEqualTo(reaching == null);
            assertThat(interrupted).as(this::toString).isEqualTo(last != null && last.isInterrupt());
            if (reaching != null && thrown != null) {
                checkThrown(reaching.failure(), thrown);
            }
        }

        private void checkRobust(
                @Nullable Throwable thrown, boolean interrupted, List<Integer> heard, List<Outcome> outcomes) {
            List<Integer> expected = new ArrayList<>();
            List<@Nullable Throwable> failures = new ArrayList<>();
            Planned last = null;
            for (Planned planned : plan) {
                if (planned.failure() == null || !planned.inFilter()) {
                    expected.add(planned.number());
                }
                if (planned.isError() || planned.isInterrupt()) {
                    last = planned;
                    break;
                }
                failures.add(planned.failure());
            }
            assertThat(heard).as(this::toString).isEqualTo(expected);
            assertThat(thrown == null).as(this::toString).isEqualTo(last == null);
            assertThat(interrupted).as(this::toString).isEqualTo(last != null && last.isInterrupt());
            if (last != null && thrown != null) {
                checkThrown(last.failure(), thrown);
                return;
            }
            for (int i = 0; i < failures.size(); i++) {
                Throwable failure = failures.get(i);
                if (failure == null) {
                    assertThat(outcomes.get(i)).as(this::toString).isInstanceOf(Outcome.Returned.class);
                } else {
                    Throwable cause = ((Outcome.Failed) outcomes.get(i)).cause();
                    Throwable own = failure instanceof Exception ? cause : cause.getCause();
                    assertThat(own == failure).as(this::toString).isTrue();
                }
            }
            assertThat(outcomes).as(this::toString).hasSameSizeAs(failures);
        }

        /** The failure itself, or a wrapper around one that the sender need not expect. */
        private void checkThrown(@Nullable Throwable failure, Throwable thrown) {
            boolean unchecked = failure instanceof RuntimeException || failure instanceof Error;
            Throwable own = unchecked ? thrown : thrown.getCause();
            assertThat(own == failure).as(this::toString).isTrue();
            assertThat(thrown instanceof SignalReceiverException)
                    .as(this::toString)
                    .isEqualTo(!unchecked);
        }

        @Override
        public String toString() {
            List<String> receivers = new ArrayList<>();
            plan.forEach(each -> receivers.add(each.number() + " " + each.policy() + " "
                    + (each.failure() == null
                            ? "returns"
                            : each.failure().getClass().getSimpleName())
                    + (each.inFilter() ? " in its filter" : "")));
            return "seed " + seed + ": " + receivers;
        }
    }
}
