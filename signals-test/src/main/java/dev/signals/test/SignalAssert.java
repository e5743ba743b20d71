package dev.signals.test;

import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.signal.ModelSignal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the events of a {@link SignalRecorder}, in the manner of AssertJ but without needing it. Each assertion
 * returns this object; an {@code AssertionError} shows everything that was recorded.
 *
 * <pre>{@code
 * import static dev.signals.test.SignalAssert.assertThat;
 *
 * assertThat(recorder)
 *         .created(Article.class, 1)
 *         .changed(Article.class, "title", "Draft", "Final")
 *         .sentInOrder("pre_save Article new", "post_save Article created")
 *         .sentNothingFor(Comment.class);
 * }</pre>
 */
public final class SignalAssert {

    private final SignalRecorder recorder;

    private SignalAssert(SignalRecorder recorder) {
        this.recorder = Objects.requireNonNull(recorder, "recorder");
    }

    /** Begins assertions on a recorder. */
    public static SignalAssert assertThat(SignalRecorder recorder) {
        return new SignalAssert(recorder);
    }

    /** Begins assertions on a map of receivers. */
    public static SignalMapAssert assertThat(SignalMap map) {
        return new SignalMapAssert(map);
    }

    /** Asserts how often a signal was sent for an entity class. */
    public SignalAssert sent(ModelSignal<?> signal, Class<?> sender, int times) {
        String name = signal.signal().name();
        return counts(
                name + " for " + sender.getSimpleName(),
                times,
                each -> each.signal().equals(name) && each.sender() == sender);
    }

    /** Asserts how many entities of a class were inserted, according to {@code post_save}. */
    public SignalAssert created(Class<?> sender, int times) {
        return counts("created " + sender.getSimpleName(), times, each -> each.isCreation() && each.sender() == sender);
    }

    /** Asserts how many saves there were of entities that already had a row, according to {@code post_save}. */
    public SignalAssert updated(Class<?> sender, int times) {
        return counts("updated " + sender.getSimpleName(), times, each -> each.isUpdate() && each.sender() == sender);
    }

    /** Asserts how many entities of a class were deleted, according to {@code post_delete}. */
    public SignalAssert deleted(Class<?> sender, int times) {
        return counts(
                "deleted " + sender.getSimpleName(),
                times,
                each -> each.signal().equals("post_delete") && each.sender() == sender);
    }

    /**
     * Asserts how many net changes of one kind committed transactions have made to entities of a class, according to
     * {@code changed}. All saves of an entity in one transaction count once.
     */
    public SignalAssert netChanges(Class<?> sender, ChangeKind kind, int times) {
        return counts(
                "net changes of kind " + kind + " of " + sender.getSimpleName(),
                times,
                each -> each.isNet(kind) && each.sender() == sender);
    }

    /**
     * Asserts that a committed transaction has changed an attribute of an entity of a class from one value to another,
     * according to {@code changed}.
     */
    public SignalAssert changed(
            Class<?> sender, String attribute, @Nullable Object oldValue, @Nullable Object newValue) {
        boolean found = recorder.all().stream()
                .filter(each -> each.signal().equals("changed") && each.sender() == sender)
                .map(each -> each.changes().map(changes -> changes.get(attribute)))
                .flatMap(change -> change.stream())
                .anyMatch(change -> Objects.deepEquals(change.oldValue(), oldValue)
                        && Objects.deepEquals(change.newValue(), newValue));
        return found
                ? this
                : fail("a net change of " + sender.getSimpleName() + "." + attribute + " from " + oldValue + " to "
                        + newValue);
    }

    /** Asserts that there were saves of a class, and that each changed exactly these attributes. */
    public SignalAssert savedOnly(Class<?> sender, String... attributes) {
        List<String> expected = Arrays.stream(attributes).sorted().toList();
        List<List<String>> saves = recorder.of(sender).stream()
                .filter(each -> each.signal().equals("post_save"))
                .map(each -> each.changes().map(Changes::attributes).orElseThrow().stream()
                        .sorted()
                        .toList())
                .toList();
        return !saves.isEmpty() && saves.stream().allMatch(expected::equals)
                ? this
                : fail("only saves of " + sender.getSimpleName() + " that change " + expected);
    }

    /** Asserts that exactly these lines were recorded, in this order, see {@link RecordedSignal#line}. */
    public SignalAssert sentExactly(String... lines) {
        return recorder.lines().equals(List.of(lines)) ? this : fail("exactly\n  " + String.join("\n  ", lines) + "\n");
    }

    /** Asserts that these lines were recorded in this order, possibly with others between them. */
    public SignalAssert sentInOrder(String... lines) {
        List<String> all = recorder.lines();
        int next = 0;
        for (String line : lines) {
            int found = all.subList(next, all.size()).indexOf(line);
            if (found < 0) {
                return fail("\"" + line + "\"" + (next == 0 ? "" : " after \"" + all.get(next - 1) + "\""));
            }
            next += found + 1;
        }
        return this;
    }

    /** Asserts that a line was recorded. */
    public SignalAssert sentLine(String line) {
        return sentInOrder(line);
    }

    /** Asserts that nothing was sent for an entity class. */
    public SignalAssert sentNothingFor(Class<?> sender) {
        return counts("signals for " + sender.getSimpleName(), 0, each -> each.sender() == sender);
    }

    /** Asserts that nothing was sent. */
    public SignalAssert sentNothing() {
        return counts("signals", 0, each -> true);
    }

    /** Asserts that exactly these lines were recorded and rolled back since, in this order. */
    public SignalAssert rolledBackExactly(String... lines) {
        List<String> found =
                recorder.rolledBack().stream().map(RecordedSignal::line).toList();
        return found.equals(List.of(lines))
                ? this
                : fail("rolled back exactly\n  " + String.join("\n  ", lines) + "\n");
    }

    /** Asserts that nothing that was recorded has been rolled back. */
    public SignalAssert rolledBackNothing() {
        return counts("rolled back signals", 0, RecordedSignal::rolledBack);
    }

    private SignalAssert counts(String what, int times, Predicate<RecordedSignal> condition) {
        long found = recorder.all().stream().filter(condition).count();
        return found == times ? this : fail(times + " " + what + ", but found " + found);
    }

    private SignalAssert fail(String expected) {
        List<String> lines =
                recorder.all().stream().map(RecordedSignal::described).toList();
        throw new AssertionError("expected " + expected + "; recorded "
                + (lines.isEmpty() ? "was nothing" : "were\n  " + String.join("\n  ", lines)));
    }
}
