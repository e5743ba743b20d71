package dev.signals.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KillScheduleTest {

    @Test
    void nothingIsDueBeforeWorkIsDone() {
        assertThat(KillSchedule.random(3, 100, new Random(1)).isDue(0)).isFalse();
    }

    @Test
    void allKillsAreDueBeforeFourFifthsOfTheWork() {
        KillSchedule schedule = KillSchedule.random(3, 100, new Random(1));

        assertThat(schedule.isDue(80)).isTrue();
        assertThat(schedule.isDue(80)).isTrue();
        assertThat(schedule.isDue(80)).isTrue();
        assertThat(schedule.isDue(100)).isFalse();
    }
}
