package dev.signals.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheOneInTheMiddleOrHalfWayBetweenTwo() {
        assertThat(Spread.of(new double[] {3, 1, 9})).isEqualTo(new Spread(1, 3, 9));
        assertThat(Spread.of(new double[] {4, 1, 2, 9})).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void figuresHaveThreeDigits() {
        assertThat(Figures.time(1.234)).isEqualTo("1.23 ns");
        assertThat(Figures.time(12_345)).isEqualTo("12.3 µs");
        assertThat(Figures.time(123_456_789)).isEqualTo("123 ms");
        assertThat(Figures.ratio(new Spread(0.994, 1.006, 12.34))).isEqualTo("1.01 (0.99 to 12.3)");
        assertThat(Figures.bytes(12_345.6)).isEqualTo("12,346");
    }
}
