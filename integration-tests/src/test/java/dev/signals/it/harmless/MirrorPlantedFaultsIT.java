package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What {@link MirrorIT} is worth: whatever is announced wrongly on purpose is found. */
class MirrorPlantedFaultsIT {

    private static final int DOMAINS = 200;

    private static List<Script> scripts = List.of();
    private static Map<String, byte[]> compiled = Map.of();

    @BeforeAll
    static void compile() {
        Quiet.begin();
        scripts = LongStream.rangeClosed(1, DOMAINS).mapToObj(Script::of).toList();
        compiled = Compiler.compile(scripts.stream().map(Script::domain).toList());
    }

    @AfterAll
    static void speakAgain() {
        Quiet.end();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void isFound(MirrorFault fault) {
        MirrorTrial trial = new MirrorTrial(Database.H2, fault);

        assertThat(scripts.stream().anyMatch(script -> finds(trial, script))).isTrue();
    }

    private static boolean finds(MirrorTrial trial, Script script) {
        try {
            return trial.difference(script, compiled) != null;
        } catch (Oracle.Refused e) {
            return false;
        }
    }
}
