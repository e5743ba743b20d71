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

/** What {@link HarmlessIT} and {@link ActingReceiversIT} are worth: harm that is done on purpose is found, whatever it is. */
class HarmlessPlantedFaultsIT {

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
    @EnumSource
    void isFound(PlantedFault fault) {
        Trial trial = new Trial(Database.H2, fault);

        assertThat(scripts).anyMatch(script -> finds(trial, script));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOSES_A_ROW", "LOSES_A_CHANGE", "INCREMENTS_A_VERSION", "SWALLOWS_AN_EXCEPTION"})
    void isFoundBesideReceiversThatAct(PlantedFault fault) {
        ActingTrial trial = new ActingTrial(Database.H2, fault);

        assertThat(scripts).anyMatch(script -> finds(trial, script));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void nothingIsFoundWhereNothingIsDone(Database database) {
        Trial trial = new Trial(database, factory -> {});

        assertThat(scripts.subList(0, DOMAINS / 20)).noneMatch(script -> finds(trial, script));
    }

    private static boolean finds(Oracle trial, Script script) {
        try {
            return trial.difference(script, compiled) != null;
        } catch (Oracle.Refused e) {
            return false;
        }
    }
}
