package dev.signals;

import static dev.signals.Options.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions of other modules, alone and together. */
class ConditionTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final List<String> heard = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private final class Longer implements Condition<String> {

        private final int length;

        Longer(int length) {
            this.length = length;
        }

        @Override
        public boolean test(String event) {
            asked.add("longer");
            return event.length() > length;
        }

        @Override
        public boolean excludes(Option<?> other) {
            return other instanceof Shorter shorter && shorter.length <= length;
        }

        @Override
        public String toString() {
            return "longer(" + length + ")";
        }
    }

    private record Shorter(int length) implements Condition<String> {

        @Override
        public boolean test(String event) {
            return event.length() < length;
        }
    }

    @Test
    void aConditionOfAnotherModuleDecidesWhichEventsAreReceived() {
        signal.connect(heard::add, new Longer(3));

        signal.send(null, "abc");
        signal.send(null, "abcd");

        assertThat(heard).containsExactly("abcd");
    }

    @Test
    void anEventHasToSatisfyEachCondition() {
        signal.connect(heard::add, new Longer(1), filter((String event) -> event.startsWith("a")), new Shorter(4));

        List.of("a", "abc", "xyz", "abcd").forEach(event -> signal.send(null, event));

        assertThat(heard).containsExactly("abc");
    }

    @Test
    void conditionsAreEvaluatedAsTheyWereGivenUntilOneIsNotSatisfied() {
        signal.connect(
                heard::add, filter((String event) -> asked.add("filter") && event.startsWith("a")), new Longer(1));

        signal.send(null, "xyz");
        assertThat(asked).containsExactly("filter");

        signal.send(null, "abc");
        assertThat(asked).containsExactly("filter", "filter", "longer");
    }

    @Test
    void twoConditionsOfOneClassAreRefused() {
        assertThatThrownBy(() -> signal.connect(heard::add, new Longer(1), new Longer(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("option longer(2) follows another of its kind; give each kind once");
    }

    @Test
    void conditionsThatExcludeEachOtherAreRefusedWhicheverSaysSo() {
        String end = " exclude each other; drop one of them";

        assertThatThrownBy(() -> signal.connect(heard::add, new Longer(3), new Shorter(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot connect receiver lambda in dev.signals.ConditionTest to post_save")
                .hasMessageEndingWith(": longer(3) and Shorter[length=2]" + end);
        assertThatThrownBy(() -> signal.connect(heard::add, new Shorter(2), new Longer(3)))
                .hasMessageEndingWith(": Shorter[length=2] and longer(3)" + end);
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aConnectionTellsItsConditions() {
        Longer longer = new Longer(1);
        Option<String> short5 = new Shorter(5);
        Connection connection = signal.connect(heard::add, longer, filter((String event) -> true), short5);

        assertThat(connection.conditions()).hasSize(3).startsWith(longer).endsWith((Condition<?>) short5);
        assertThat(connection.filter()).isPresent();
        assertThat(signal.connect(event -> {}).conditions()).isEmpty();
        assertThat(signal.connect(event -> {}, new Longer(2)).filter()).isEmpty();
    }

    @Test
    void anExceptionOfAConditionIsThatOfItsReceiver() {
        signal.connect(heard::add, new Longer(1), new Failing());

        assertThat(signal.sendRobust(null, "abc"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("no"));
        assertThat(signal.sendRobust(null, "a")).isEmpty();
    }

    private static final class Failing implements Condition<String> {

        @Override
        public boolean test(String event) {
            throw new IllegalStateException("no");
        }
    }
}
