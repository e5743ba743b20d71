package dev.signals.it.pitfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the two runs of a {@link Trial} ended. */
record Result(Trial.Run without, Trial.Run with) {

    /** The same statements in the same order, and the same rows in the end. */
    Result addsNothing() {
        assertThat(with.statements()).isEqualTo(without.statements());
        assertThat(with.rows()).isEqualTo(without.rows());
        return this;
    }

    /** The statements of the run without receivers in their order, and these, in this order, among them. */
    Result adds(String... statements) {
        List<String> added = new ArrayList<>();
        int expected = 0;
        for (String statement : with.statements()) {
            if (expected < without.statements().size()
                    && statement.equals(without.statements().get(expected))) {
                expected++;
            } else {
                added.add(statement);
            }
        }
        assertThat(expected)
                .as("statements of %s found, in order, in %s", without.statements(), with.statements())
                .isEqualTo(without.statements().size());
        assertThat(added).as("added in %s", with.statements()).containsExactly(statements);
        return this;
    }

    /** The rows in the end, of all tables. */
    Result leaves(String... rows) {
        assertThat(with.rows()).containsExactlyInAnyOrder(rows);
        return this;
    }

    /** The rows of the run without receivers in the end, and these. */
    Result leavesAlso(String... rows) {
        List<String> all = new ArrayList<>(without.rows());
        all.addAll(List.of(rows));
        assertThat(with.rows()).containsExactlyInAnyOrderElementsOf(all);
        return this;
    }

    /** The rows of the run without receivers in the end, but not this one. */
    Result leavesWithout(String row) {
        assertThat(without.rows()).contains(row);
        List<String> others = new ArrayList<>(without.rows());
        others.remove(row);
        assertThat(with.rows()).containsExactlyInAnyOrderElementsOf(others);
        return this;
    }

    Result announces(String... events) {
        assertThat(with.events()).containsExactly(events);
        return this;
    }

    List<String> events() {
        return with.events();
    }

    @Nullable
    RuntimeException failure() {
        return with.failure();
    }
}
