package dev.signals.it.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The comparer finds what it is there for, and the list of differences has nothing in it that is not needed.
 */
class ComparerTest {

    private static final String SCENARIO = "s01_save_create_and_update";

    @Test
    void whatIsExactlyAsAgreedPasses() {
        assertThatCode(() -> compareWith(here -> {})).doesNotThrowAnyException();
    }

    @Test
    void anotherValueFails() {
        assertThatThrownBy(() -> compareWith(here -> here.events.get(0).put("created", true)))
                .hasMessageContaining("event 1: created only here: true");
        assertThatThrownBy(() -> compareWith(here -> here.events.get(1).put("pk", 7L)))
                .hasMessageContaining("event 2: pk expected 101, here 7");
        assertThatThrownBy(() -> compareWith(here -> here.events.get(1).remove("using")))
                .hasMessageContaining("event 2: using not here; expected default");
    }

    @Test
    void aMissingAnAdditionalAndAMovedEventFail() {
        assertThatThrownBy(() -> compareWith(here -> here.events.remove(here.events.size() - 1)))
                .hasMessageContaining("not announced here: {n=14");
        assertThatThrownBy(() -> compareWith(here -> here.events.add(here.events.get(0))))
                .hasMessageContaining("announced here only: ");
        assertThatThrownBy(() -> compareWith(here -> here.events.add(0, here.events.remove(1))))
                .hasMessageContaining("event 1: signal expected pre_save, here post_save");
    }

    @Test
    void anotherOutcomeAnotherFactAndAStepThatWasNotPlayedFail() {
        assertThatThrownBy(() -> compareWith(here -> step(here, 0).put("outcome", "raised Boom")))
                .hasMessageContaining("step 0 (objects.create()): outcome expected ok, here raised Boom");
        assertThatThrownBy(
                        () -> compareWith(here -> Recording.facts(step(here, 4)).put("title_in_db", "b1")))
                .hasMessageContaining("fact title_in_db expected b2, here b1");
        assertThatThrownBy(() -> compareWith(here -> here.steps.remove(6))).hasMessageContaining("not played here");
    }

    @Test
    void aDifferenceThatWasAgreedAndDoesNotOccurFails() {
        Recording asInDjango = expected();
        asInDjango.events.stream()
                .filter(event -> Long.valueOf(102).equals(event.get("pk")))
                .forEach(event -> event.put("pk", 901L));

        assertThatThrownBy(() -> Comparer.compare(Recording.ofDjango(SCENARIO), asInDjango))
                .hasMessageContaining("event 12: pk expected 102, here 901");
    }

    @Test
    void aDifferenceFromSomethingThatDjangoDoesNotDoIsRefused() {
        Edit edit = Edit.field("pk", 7L, 8L, 2);

        assertThatThrownBy(() -> edit.workInto(Recording.ofDjango(SCENARIO)))
                .hasMessageContaining("Django's pk is not 7");
    }

    @Test
    void everyDifferenceInAnyScenarioOccursInOne() {
        List<Difference> rules =
                AgreedDifferences.ALL.stream().filter(Difference::isRule).toList();

        List<Difference> needed = rules.stream()
                .filter(rule -> traces().map(Recording::ofDjango).anyMatch(rule.edit()::workInto))
                .toList();

        assertThat(needed).isNotEmpty().isEqualTo(rules);
    }

    @Test
    void everyTraceIsReplayedAndEveryOtherDifferenceBelongsToOne() {
        Set<String> replayed = Stream.of(
                        SaveTracesIT.class, DeleteTracesIT.class, M2mTracesIT.class, ReceiverTracesIT.class)
                .flatMap(scenarios -> Arrays.stream(scenarios.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName().replaceAll("_.*", ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));

        assertThat(traces().map(name -> name.replaceAll("_.*", ""))).containsExactlyInAnyOrderElementsOf(replayed);
        assertThat(replayed)
                .containsAll(AgreedDifferences.ALL.stream()
                        .filter(difference -> !difference.isRule())
                        .map(Difference::scenario)
                        .toList());
    }

    private static void compareWith(Consumer<Recording> change) {
        Recording here = expected();
        change.accept(here);
        Comparer.compare(Recording.ofDjango(SCENARIO), here);
    }

    /** What has to happen here: the trace with the agreed differences in it. */
    private static Recording expected() {
        Recording expected = Recording.ofDjango(SCENARIO);
        AgreedDifferences.workInto(expected);
        expected.events.forEach(event -> event.remove("n"));
        return expected;
    }

    private static Map<String, @Nullable Object> step(Recording recording, int number) {
        return Objects.requireNonNull(recording.steps.get(number));
    }

    /** The names of all trace files. */
    private static Stream<String> traces() {
        URL folder = Objects.requireNonNull(ComparerTest.class.getResource("/django-traces"));
        try {
            String[] files =
                    Objects.requireNonNull(Path.of(folder.toURI()).toFile().list());
            return Arrays.stream(files)
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
