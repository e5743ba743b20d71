package dev.signals;

import static dev.signals.Options.after;
import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.signals.Blog.Article;
import dev.signals.Blog.Content;
import dev.signals.Blog.Tag;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

/** A sending allocates nothing of its own unless answers are asked for. */
class AllocationTest {

    private static final int SENDINGS = 100_000;

    /** For what the measurement itself allocates; one object a sending would be sixteen bytes times {@link #SENDINGS}. */
    private static final long NOISE = 10_000;

    private static final String EVENT = "saved";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Signal<String> signal = Signal.of("post_save", String.class);

    @Test
    void a31_sendingToNobodyAllocatesNothing() {
        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isLessThan(NOISE);
        assertThat(allocatedBy(() -> signal.sendRobust(Article.class, EVENT))).isLessThan(NOISE);
    }

    @Test
    void a31_sendingToNobodyOfThisSenderAllocatesNothing() {
        signal.connect(Tag.class, new Counter());

        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isLessThan(NOISE);
        assertThat(allocatedBy(() -> signal.sendRobust(Article.class, EVENT))).isLessThan(NOISE);
        assertThat(allocatedBy(() -> signal.send(null, EVENT))).isLessThan(NOISE);
    }

    @Test
    void sendingToOnePlainReceiverAllocatesNothing() {
        signal.connect(Article.class, new Counter());

        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isLessThan(NOISE);
    }

    @Test
    void sendingAnEventOfItsOwnAllocatesTheEventAndNothingElse() {
        Signal<Saved> saved = Signal.of("post_save", Saved.class);
        Saved[] last = new Saved[1]; // an event that nobody keeps need not be allocated at all
        saved.connect(Article.class, event -> last[0] = event);

        long event = allocatedBy(() -> last[0] = new Saved(Article.class, EVENT));

        assertThat(event).isGreaterThan(16L * SENDINGS);
        assertThat(allocatedBy(() -> saved.send(Article.class, new Saved(Article.class, EVENT))))
                .isLessThan(event + NOISE);
    }

    @Test
    void sendingToThreePlainReceiversAllocatesNothing() {
        signal.connect(Article.class, new Counter());
        signal.connect(Content.class, new Counter(), includingSubtypes());
        signal.connect(new Counter(), filter(event -> true));

        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isLessThan(NOISE);
    }

    @Test
    void sendingToReceiversWithConditionsAllocatesNothing() {
        Condition<String> nonEmpty = event -> !event.isEmpty();
        signal.connect(Article.class, new Counter(), nonEmpty);
        signal.connect(Article.class, new Counter(), filter(event -> true), nonEmpty);
        signal.connect(Article.class, new Counter(), filter(event -> false), nonEmpty, after("late"));
        signal.connect(Article.class, new Counter(), uid("late"));

        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isLessThan(NOISE);
    }

    @Test
    void sendingToAWeakReceiverAllocatesNothing() {
        Counter held = new Counter();
        signal.connect(Article.class, held, weak());

        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isLessThan(NOISE);
        Reference.reachabilityFence(held);
    }

    @Test
    void sendingByAScopedSignalAllocatesNothing() {
        Signal<String> part = signal.scoped().scoped();
        signal.connect(Article.class, new Counter());
        part.connect(Article.class, new Counter());

        assertThat(allocatedBy(() -> part.send(Article.class, EVENT))).isLessThan(NOISE);
        assertThat(allocatedBy(() -> part.send(Tag.class, EVENT))).isLessThan(NOISE);
    }

    @Test
    void askingForReceiversAllocatesNothing() {
        signal.connect(Article.class, new Counter());

        assertThat(allocatedBy(() -> signal.hasReceivers(Article.class))).isLessThan(NOISE);
        assertThat(allocatedBy(() -> signal.hasReceivers(Tag.class))).isLessThan(NOISE);
        assertThat(allocatedBy(() -> signal.hasReceivers(null))).isLessThan(NOISE);
    }

    @Test
    void theMeasurementSeesAnAllocation() {
        signal.connect(SignalReceiver.answering(event -> event));

        assertThat(allocatedBy(() -> signal.send(Article.class, EVENT))).isGreaterThan(16L * SENDINGS);
    }

    /** The least of several measurements, since the first ones run while the code is being compiled. */
    private long allocatedBy(Runnable sending) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < SENDINGS; i++) {
                sending.run();
            }
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        return least;
    }

    private record Saved(Class<?> sender, Object instance) {}

    private static final class Counter implements SignalReceiver<Object> {

        private int called;

        @Override
        public void receive(Object event) {
            called++;
        }

        @Override
        public String toString() {
            return "called " + called + " times";
        }
    }
}
