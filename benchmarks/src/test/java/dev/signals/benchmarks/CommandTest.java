package dev.signals.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void withoutArgumentsItIsTheShortRunThatWritesThePageOfTheProject() {
        Command command = Command.parse();

        assertThat(command.scale()).isEqualTo(Scale.SHORT);
        assertThat(command.rounds()).isEqualTo(Scale.SHORT.rounds());
        assertThat(command.out()).isEqualTo(Path.of("docs", "performance.md"));
        assertThat(command).hasToString("java -jar benchmarks/target/benchmarks.jar");
    }

    @Test
    void argumentsComeInAnyOrder() {
        Command command = Command.parse("--rounds", "5", "full", "--out", "page.md", "--only", "persist");

        assertThat(command.scale()).isEqualTo(Scale.FULL);
        assertThat(command.rounds()).isEqualTo(5);
        assertThat(command.only()).isEqualTo("persist");
        assertThat(command.out()).isEqualTo(Path.of("page.md"));
        assertThat(command)
                .hasToString("java -jar benchmarks/target/benchmarks.jar --rounds 5 full --out page.md --only persist");
    }

    @Test
    void whatIsUnknownOrHasNoValueIsRefusedWithTheUsage() {
        assertThatThrownBy(() -> Command.parse("quick")).hasMessage("unknown argument 'quick'; use " + Command.USAGE);
        assertThatThrownBy(() -> Command.parse("--out")).hasMessage("--out needs a value; use " + Command.USAGE);
    }
}
