package dev.signals.it.database;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The databases of a run. What the enhancement of entities changes happens in this JVM, so the second run, which is about that, is on H2
 * alone, unless all databases are asked for.
 */
final class Databases implements ArgumentsProvider {

    private static final String ALL = "signals.test.allDatabases";

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        boolean isSecondRun = Boolean.getBoolean("signals.test.enhanced") && !Boolean.getBoolean(ALL);
        return Stream.of(Database.values())
                .filter(database -> !isSecondRun || database == Database.H2)
                .map(Arguments::of);
    }
}
