package dev.signals.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;

/** Applications of a few classes. */
final class Applications {

    private Applications() {}

    static QuarkusUnitTest of(Class<?>... classes) {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClasses(classes).addClasses(Article.class, Applications.class))
                .overrideConfigKey("quarkus.datasource.db-kind", "h2")
                .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:articles;DB_CLOSE_DELAY=-1")
                .overrideConfigKey("quarkus.datasource.devservices.enabled", "false")
                .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create");
    }
}
