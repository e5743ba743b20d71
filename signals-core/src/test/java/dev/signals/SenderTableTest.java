package dev.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SenderTableTest {

    @Test
    void everySenderKeepsItsListThroughGrowthAndCollisions() {
        Map<Class<?>, DispatchList> expected = new HashMap<>();
        SenderTable table = SenderTable.EMPTY;
        Class<?> sender = Object.class;
        for (int i = 0; i < 250; i++, sender = sender.arrayType()) {
            DispatchList list = list();
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
        SenderTable table = SenderTable.EMPTY;
        List<DispatchList> lists = new ArrayList<>();
        for (Class<?> each : samePlace) {
            lists.add(list());
            table = table.with(each, lists.get(lists.size() - 1));
        }

        assertThat(samePlace.stream().map(table::get)).containsExactlyElementsOf(lists);
    }

    @Test
    void aLaterListReplacesTheEarlierOne() {
        DispatchList later = list();
        SenderTable table =
                SenderTable.EMPTY.with(String.class, list()).with(null, list()).with(String.class, later);

        assertThat(table.get(String.class)).isSameAs(later);
    }

    @Test
    void theListWithoutSenderStandsApart() {
        DispatchList any = list();
        DispatchList strings = list();
        SenderTable table = SenderTable.EMPTY.with(null, any).with(String.class, strings);

        assertThat(table.get(null)).isSameAs(any);
        assertThat(table.get(String.class)).isSameAs(strings);
    }

    @Test
    void replacingListsOverAndOverDoesNotFillTheTable() {
        SenderTable table = SenderTable.EMPTY;
        for (int i = 0; i < 1_000; i++) {
            table = table.with(String.class, list()).with(Integer.class, list());
        }

        assertThat(table.get(Long.class)).isNull();
    }

    private static DispatchList list() {
        Connection connection = Signal.of("s", Object.class).connect(event -> {});
        return DispatchList.of(new Connection[] {connection}, null, CallObservers.of(null));
    }
}
