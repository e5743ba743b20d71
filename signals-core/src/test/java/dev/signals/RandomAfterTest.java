package dev.signals;

import static dev.signals.Options.after;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Content;
import dev.signals.Blog.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random connects and disconnects with {@code after}, beside a plain search for the order that must follow. */
class RandomAfterTest {

    private static final List<@Nullable Class<?>> SENDERS =
            Arrays.asList(Article.class, Content.class, Tag.class, null);
    private static final List<String> UIDS = List.of("a", "b", "c", "d");

    private int refused;
    private int waited;

    @Test
    void everySequenceHasTheOrderOfAPlainSearch() {
        for (long seed = 1; seed <= 1_500; seed++) {
            run(new Random(seed), "seed " + seed);
        }
        assertThat(refused).isGreaterThan(500);
        assertThat(waited).isGreaterThan(5_000);
    }

    private record Entry(
            @Nullable Class<?> sender,
            boolean subtypes,
            String uid,
            @Nullable Integer order,
            List<String> after) {

        int place() {
            return order == null ? 0 : order;
        }

        /** Whether some class is a sender that both are connected for. */
        boolean meets(Entry other) {
            return SENDERS.stream().anyMatch(sent -> hears(sent) && other.hears(sent));
        }

        boolean hears(@Nullable Class<?> sent) {
            return sender == null || sender == sent || (subtypes && sent != null && sender.isAssignableFrom(sent));
        }

        boolean waitsFor(Entry other) {
            return after.contains(other.uid) && meets(other);
        }
    }

    private void run(Random random, String seed) {
        Calls calls = new Calls();
        Signal<String> signal = Signal.of("post_save", String.class);
        List<Entry> list = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            if (!list.isEmpty() && random.nextInt(4) == 0) {
                int gone = random.nextInt(list.size());
                connections.remove(gone).close();
                list.remove(gone);
            } else {
                Entry entry = entry(random);
                boolean taken =
                        list.stream().anyMatch(each -> each.sender == entry.sender && each.uid.equals(entry.uid));
                List<Entry> with = new ArrayList<>(list);
                with.add(entry);
                boolean possible = taken || expected(with) != null;
                String what = seed + ": " + list + " and " + entry;
                try {
                    Connection connection = connect(signal, calls.receiver(entry.toString()), entry);
                    assertThat(possible).as(what).isTrue();
                    if (!taken) {
                        list.add(entry);
                        connections.add(connection);
                    }
                } catch (IllegalArgumentException e) {
                    assertThat(possible)
                            .as(what + " refused by " + e.getMessage())
                            .isFalse();
                    refused++;
                }
            }
            compare(signal, calls, list, seed);
        }
    }

    private void compare(Signal<String> signal, Calls calls, List<Entry> list, String seed) {
        List<Entry> order = Objects.requireNonNull(expected(list));
        for (Class<?> sender : SENDERS) {
            List<Entry> hearing =
                    order.stream().filter(entry -> entry.hears(sender)).toList();
            assertThat(calls.sending(signal, sender))
                    .as(seed + " " + list)
                    .containsExactlyElementsOf(
                            hearing.stream().map(Entry::toString).toList());
            for (int i = 0; i < hearing.size(); i++) {
                for (Entry later : hearing.subList(i, hearing.size())) {
                    assertThat(hearing.get(i).waitsFor(later)).as(seed).isFalse();
                    waited += later.waitsFor(hearing.get(i)) ? 1 : 0;
                }
            }
        }
    }

    /** The order in which the first that need not wait any longer is always next; null if there must not be one. */
    private static @Nullable List<Entry> expected(List<Entry> list) {
        List<Entry> rest = list.stream()
                .sorted(Comparator.comparingInt(Entry::place))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Entry> order = new ArrayList<>();
        while (!rest.isEmpty()) {
            Entry next = rest.stream()
                    .filter(entry -> rest.stream().noneMatch(entry::waitsFor))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return null;
            }
            order.add(next);
            rest.remove(next);
        }
        boolean contradicts = list.stream()
                .anyMatch(entry -> entry.order != null
                        && reachable(entry, list, new HashSet<>()).stream()
                                .anyMatch(other -> other.place() > entry.order));
        return contradicts ? null : order;
    }

    private static Set<Entry> reachable(Entry entry, List<Entry> list, Set<Entry> found) {
        for (Entry other : list) {
            if (entry.waitsFor(other) && found.add(other)) {
                reachable(other, list, found);
            }
        }
        return found;
    }

    private static Entry entry(Random random) {
        Class<?> sender = SENDERS.get(random.nextInt(SENDERS.size()));
        String uid = UIDS.get(random.nextInt(UIDS.size()));
        List<String> after = UIDS.stream()
                .filter(each -> !each.equals(uid) && random.nextInt(4) == 0)
                .toList();
        Integer order = random.nextInt(3) == 0 ? (Integer) random.nextInt(3) : null;
        return new Entry(sender, sender != null && random.nextBoolean(), uid, order, after);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there is no generic array
    private static Connection connect(Signal<String> signal, SignalReceiver<Object> receiver, Entry entry) {
        List<Option<Object>> options = new ArrayList<>(List.of(uid(entry.uid)));
        if (entry.order != null) {
            options.add(order(entry.order));
        }
        if (entry.subtypes) {
            options.add(includingSubtypes());
        }
        if (!entry.after.isEmpty()) {
            options.add(after(entry.after.toArray(new String[0])));
        }
        Option<Object>[] array = options.toArray(new Option[0]);
        return entry.sender == null ? signal.connect(receiver, array) : signal.connect(entry.sender, receiver, array);
    }
}
