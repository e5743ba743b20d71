package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SenderTableTest {

    @Test
    void everySenderKeepsItsListThroughGrowthAndCollisions() {
        Map<Class<?>, DispatchList> expected = new HashMap<>();
        SenderTable table = empty();
        Class<?> sender = Object.class;
        for (int i = 0; i < 250; i++, sender = sender.arrayType()) {
            DispatchList list = list(sender);
            expected.put(sender, list);
            table = table.with(sender, list);
            for (Map.Entry<Class<?>, DispatchList> entry : expected.entrySet()) {
                assertThat(table.get(entry.getKey())).isSameAs(entry.getValue());
            }
            assertThat(table.get(Thread.class)).isNull();
            assertThat(table.get(null)).isNull();
        }
    }

    @Test
    void sendersWithTheSamePlaceAreToldApart() {
        Map<Integer, List<Class<?>>> places = new HashMap<>();
        Class<?> sender = Object.class;
        for (int i = 0; i < 250; i++, sender = sender.arrayType()) {
            places.computeIfAbsent(sender.hashCode() & 15, place -> new ArrayList<>())
                    .add(sender);
        }
        List<Class<?>> samePlace = Collections.max(places.values(), Comparator.comparing(List::size));
        assertThat(samePlace).hasSizeGreaterThan(10);
        SenderTable table = empty();
        List<DispatchList> lists = new ArrayList<>();
        for (Class<?> each : samePlace) {
            lists.add(list(each));
            table = table.with(each, lists.get(lists.size() - 1));
        }

        assertThat(samePlace.stream().map(table::get)).containsExactlyElementsOf(lists);
    }

    @Test
    void aLaterListReplacesTheEarlierOne() {
        DispatchList later = list(String.class);
        SenderTable table = empty().with(String.class, list(String.class))
                .with(null, list(null))
                .with(String.class, later);

        assertThat(table.get(String.class)).isSameAs(later);
    }

    @Test
    void theListWithoutSenderStandsApart() {
        DispatchList any = list(null);
        DispatchList strings = list(String.class);
        SenderTable table = empty().with(null, any).with(String.class, strings);

        assertThat(table.get(null)).isSameAs(any);
        assertThat(table.get(String.class)).isSameAs(strings);
    }

    @Test
    void replacingListsOverAndOverDoesNotFillTheTable() {
        SenderTable table = empty();
        for (int i = 0; i < 1_000; i++) {
            table = table.with(String.class, list(String.class)).with(Integer.class, list(Integer.class));
        }

        assertThat(table.get(Long.class)).isNull();
    }

    @Test
    void aTableOfAMutedSignalSaysNobodyWhateverIsAddedToIt() {
        SenderTable muted = SenderTable.of(snapshot(true)).with(String.class, list(String.class));

        assertThat(muted.get(String.class)).isSameAs(DispatchList.EMPTY);
        assertThat(muted.get(Integer.class)).isSameAs(DispatchList.EMPTY);
        assertThat(muted.get(null)).isSameAs(DispatchList.EMPTY);
    }

    private static SenderTable empty() {
        return SenderTable.of(snapshot(false));
    }

    private static ReceiverRegistry.Snapshot snapshot(boolean muted) {
        return ReceiverRegistry.Snapshot.of(
                null, connections(), muted, List.of(), CallObservers.of(null), connection -> {});
    }

    private static DispatchList list(@Nullable Class<?> sender) {
        return DispatchList.of(connections(), sender, CallObservers.of(null));
    }

    private static Connection[] connections() {
        return new Connection[] {Signal.of("s", Object.class).connect(event -> {})};
    }
}
