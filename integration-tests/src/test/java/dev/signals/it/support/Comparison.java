package dev.signals.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The same work with the library switched off and with receivers of all four signals, on two databases of one kind. */
public record Comparison(List<String> statementsWithoutSignals, List<String> statements, List<String> events) {

    /** The work may write to the log; what it writes stands between the events. */
    public static Comparison of(Database database, BiConsumer<TestFactory, EventLog> work, Class<?>... entities) {
        List<String> without;
        try (TestFactory factory = TestFactory.of(database, Map.of(SignalSettings.ENABLED, "false"), entities)) {
            work.accept(factory, new EventLog());
            without = factory.statements().all();
        }
        try (TestFactory factory = TestFactory.of(database, entities)) {
            EventLog log = EventLog.of(factory.signals());
            work.accept(factory, log);
            return new Comparison(without, factory.statements().all(), log.lines());
        }
    }

    /** Does the work on two databases, and fails if receivers change a statement or other events are announced. */
    public static void unchanged(
            Database database, BiConsumer<TestFactory, EventLog> work, List<String> events, Class<?>... entities) {
        Comparison comparison = of(database, work, entities);
        comparison.hasSameStatements();
        assertThat(comparison.events()).isEqualTo(events);
    }

    public void hasSameStatements() {
        assertThat(statements).isNotEmpty().isEqualTo(statementsWithoutSignals);
    }
}
