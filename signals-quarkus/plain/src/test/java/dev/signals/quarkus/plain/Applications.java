package dev.signals.quarkus.plain;

import io.quarkus.test.QuarkusUnitTest;

/** Applications without the extension. */
final class Applications {

    private static final String UNSUPPORTED = "quarkus.hibernate-orm.unsupported-properties.";

    private Applications() {}

    static QuarkusUnitTest with(String... settings) {
        QuarkusUnitTest application = new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClasses(
                        Applications.class,
                        Article.class,
                        KeptReceivers.class,
                        RemovedReceivers.class,
                        UnnamedReceivers.class,
                        Log.class))
                .overrideConfigKey("quarkus.datasource.db-kind", "h2")
                .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:plain;DB_CLOSE_DELAY=-1")
                .overrideConfigKey("quarkus.datasource.devservices.enabled", "false")
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
        for (String setting : settings) {
            application.overrideRuntimeConfigKey(UNSUPPORTED + "\"" + setting + "\"", "true");
        }
        return application;
    }
}
