package dev.signals.it.database;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The databases of a run. What the enhancement of entities changes happens in this JVM, so the second run, which is about that, is on H2
 * alone, unless all databases are asked for. A run may also name its databases.
 */
final class Databases implements ArgumentsProvider {

    private static final String ALL = "signals.test.allDatabases";

    private static final String NAMES = "signals.test.databases";

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        String names = System.getProperty(NAMES);
        return names == null
                ? ofRun()
                : Stream.of(names.split(",")).map(Database::valueOf).map(Arguments::of);
    }

    private static Stream<Arguments> ofRun() {
        boolean isSecondRun = Boolean.getBoolean("signals.test.enhanced") && !Boolean.getBoolean(ALL);
        return Stream.of(Database.values())
                .filter(database -> !isSecondRun || database == Database.H2)
                .map(Arguments::of);
    }
}
