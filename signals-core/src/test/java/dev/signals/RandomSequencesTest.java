package dev.signals;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Commentable;
import dev.signals.Blog.Content;
import dev.signals.Blog.Entity;
import dev.signals.Blog.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random sequences of connects, disconnects and sendings, beside a plain list that says what must happen. */
class RandomSequencesTest {

    private static final List<@Nullable Class<?>> SENDERS =
            List.of(Article.class, Content.class, Tag.class, Entity.class, Commentable.class, Object.class);
    private static final List<String> UIDS = List.of("", "", "", "a", "b");
    private static final int SCOPES = 3;

    @Test
    void everySequenceDoesWhatAPlainListWouldDo() {
        for (long seed = 1; seed <= 400; seed++) {
            new Run(seed).steps(200);
        }
    }

    /** One registration in the plain list. */
    private record Entry(
            int scope,
            @Nullable Class<?> sender,
            String uid,
            SignalReceiver<Object> receiver,
            int order,
            boolean subtypes,
            Connection connection) {

        boolean hasKey(int scope, @Nullable Class<?> sender, String uid, SignalReceiver<Object> receiver) {
            return this.scope == scope
                    && Objects.equals(this.sender, sender)
                    && this.uid.equals(uid)
                    && (!uid.isEmpty() || this.receiver == receiver);
        }

        boolean hears(int scope, @Nullable Class<?> sent) {
            return this.scope <= scope
                    && (sender == null
                            || sender == sent
                            || (subtypes && sent != null && sender.isAssignableFrom(sent)));
        }
    }

    private static final class Run {

        private final long seed;
        private final Random random;
        private final Calls calls = new Calls();
        private final List<Signal<String>> signals = new ArrayList<>();
        private final List<SignalReceiver<Object>> receivers = new ArrayList<>();
        private final List<Entry> list = new ArrayList<>();
        private final List<Entry> closed = new ArrayList<>();
        private final List<String> history = new ArrayList<>();

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            signals.add(Signal.of("post_save", String.class));
            for (int scope = 1; scope < SCOPES; scope++) {
                signals.add(signals.get(scope - 1).scoped());
            }
            for (int i = 0; i < 5; i++) {
                receivers.add(calls.receiver("r" + i));
            }
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> connect();
                    case 3 -> disconnect();
                    case 4 -> close();
                    default -> send();
                }
            }
        }

        private void connect() {
            int scope = random.nextInt(SCOPES);
            Class<?> sender = senderOrNull();
            String uid = oneOf(UIDS);
            SignalReceiver<Object> receiver = oneOf(receivers);
            int order = random.nextInt(3) - 1;
            boolean subtypes = sender != null && random.nextBoolean();
            note("connect " + scope + " " + sender + " " + uid + " " + receivers.indexOf(receiver) + " " + order + " "
                    + subtypes);
            List<Option<Object>> options = new ArrayList<>();
            if (!uid.isEmpty() || random.nextBoolean()) {
                options.add(uid(uid));
            }
            if (order != 0 || random.nextBoolean()) {
                options.add(order(order));
            }
            if (subtypes) {
                options.add(includingSubtypes());
            }

            Connection connection = connect(signals.get(scope), sender, receiver, options);

            for (Entry entry : list) {
                if (entry.hasKey(scope, sender, uid, receiver)) {
                    assertThat(connection).as(this::toString).isSameAs(entry.connection);
                    return;
                }
            }
            assertThat(list).as(this::toString).extracting(Entry::connection).doesNotContain(connection);
            list.add(new Entry(scope, sender, uid, receiver, order, subtypes, connection));
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // there is no generic array
        private static Connection connect(
                Signal<String> signal,
                @Nullable Class<?> sender,
                SignalReceiver<Object> receiver,
                List<Option<Object>> options) {
            Option<Object>[] array = options.toArray(new Option[0]);
            return sender == null ? signal.connect(receiver, array) : signal.connect(sender, receiver, array);
        }

        private void disconnect() {
            int scope = random.nextInt(SCOPES);
            Class<?> sender = senderOrNull();
            String uid = oneOf(UIDS);
            SignalReceiver<Object> receiver = oneOf(receivers);
            note("disconnect " + scope + " " + sender + " " + uid + " " + receivers.indexOf(receiver));
            Signal<String> signal = signals.get(scope);

            boolean done = uid.isEmpty()
                    ? sender == null ? signal.disconnect(receiver) : signal.disconnect(sender, receiver)
                    : sender == null ? signal.disconnect(uid) : signal.disconnect(sender, uid);

            boolean expected = list.removeIf(entry -> entry.hasKey(scope, sender, uid, receiver));
            assertThat(done).as(this::toString).isEqualTo(expected);
        }

        private void close() {
            if (!closed.isEmpty() && random.nextInt(4) == 0) {
                assertThat(oneOf(closed).connection.disconnect())
                        .as(this::toString)
                        .isFalse();
            } else if (!list.isEmpty()) {
                Entry entry = oneOf(list);
                note("close " + list.indexOf(entry));
                assertThat(entry.connection.isConnected()).as(this::toString).isTrue();
                assertThat(entry.connection.disconnect()).as(this::toString).isTrue();
                assertThat(entry.connection.isConnected()).as(this::toString).isFalse();
                list.remove(entry);
                closed.add(entry);
            }
        }

        private void send() {
            int scope = random.nextInt(SCOPES);
            Class<?> sender = senderOrNull();
            note("send " + scope + " " + sender);
            List<Entry> hearing = new ArrayList<>(list);
            hearing.removeIf(entry -> !entry.hears(scope, sender));
            hearing.sort(Comparator.comparingInt(Entry::order));
            List<Entry> listed = new ArrayList<>(list);
            listed.removeIf(entry -> entry.scope > scope);
            listed.sort(Comparator.comparingInt(Entry::order));
            Signal<String> signal = signals.get(scope);

            assertThat(calls.sending(signal, sender))
                    .as(this::toString)
                    .containsExactlyElementsOf(hearing.stream()
                            .map(entry -> "r" + receivers.indexOf(entry.receiver))
                            .toList());
            assertThat(signal.sendRobust(sender, "robust"))
                    .as(this::toString)
                    .extracting(Outcome::connection)
                    .containsExactlyElementsOf(
                            hearing.stream().map(Entry::connection).toList());
            assertThat(signal.hasReceivers(sender)).as(this::toString).isEqualTo(!hearing.isEmpty());
            assertThat(signal.connections())
                    .as(this::toString)
                    .containsExactlyElementsOf(
                            listed.stream().map(Entry::connection).toList());
        }

        private @Nullable Class<?> senderOrNull() {
            return random.nextInt(4) == 0 ? null : oneOf(SENDERS);
        }

        private <T extends @Nullable Object> T oneOf(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private void note(String step) {
            history.add(step);
        }

        @Override
        public String toString() {
            return "seed " + seed + ", steps " + String.join("; ", history);
        }
    }
}
