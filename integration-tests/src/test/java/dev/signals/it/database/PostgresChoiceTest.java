package dev.signals.it.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresChoiceTest {

    private static final String URL = "jdbc:postgresql://localhost/postgres";

    @ParameterizedTest
    @CsvSource({
        // asked for       url    engine  chosen
        "               ,  true,  true,   GivenUrl",
        "               ,  true,  false,  GivenUrl",
        "               ,  false, true,   Container",
        "               ,  false, false,  Embedded",
        "url            ,  true,  true,   GivenUrl",
        "url            ,  true,  false,  GivenUrl",
        "testcontainers ,  true,  true,   Container",
        "testcontainers ,  false, true,   Container",
        "embedded       ,  true,  true,   Embedded",
        "embedded       ,  false, true,   Embedded",
        "embedded       ,  false, false,  Embedded",
    })
    void choosesTheFirstThatIsThereUnlessOneIsAskedFor(
            @Nullable String kind, boolean urlGiven, boolean engineIsThere, String chosen) {
        PostgresChoice choice = PostgresChoice.of(settings(kind, urlGiven ? URL : null), () -> engineIsThere);

        assertThat(choice.getClass().getSimpleName()).isEqualTo(chosen);
    }

    @Test
    void reasonSaysWhatWasMissing() {
        assertThat(PostgresChoice.of(settings(null, null), () -> false).reason())
                .isEqualTo("no container engine found");
    }

    @Test
    void engineIsNotLookedForWhenUrlIsGiven() {
        PostgresChoice.of(settings(null, URL), () -> fail("looked for an engine"));
    }

    @Test
    void containersAskedForWithoutEngine_failureSaysWhatToDo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresChoice.of(settings("testcontainers", URL), () -> false))
                .withMessageContaining("signals.test.postgres")
                .withMessageContaining("DOCKER_HOST");
    }

    @Test
    void urlAskedForWithoutUrl_failureNamesPropertyAndVariable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PostgresChoice.of(settings("url", null), () -> true))
                .withMessageContaining("signals.test.jdbc.url")
                .withMessageContaining("SIGNALS_TEST_JDBC_URL");
    }

    @Test
    void unknownKind_failureListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresChoice.of(settings("docker", null), () -> true))
                .withMessageContaining("'docker'")
                .withMessageContaining("'testcontainers'");
    }

    @Test
    void urlOfAnotherDatabase_failureNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresChoice.of(settings(null, "jdbc:h2:mem:x"), () -> true))
                .withMessageContaining("jdbc:h2:mem:x");
    }

    @Test
    void propertyWinsOverEnvironment() {
        PostgresSettings settings = PostgresSettings.read(
                Map.of("signals.test.jdbc.url", URL)::get,
                Map.of("SIGNALS_TEST_JDBC_URL", "jdbc:postgresql:other", "SIGNALS_TEST_JDBC_USER", "app")::get);

        assertThat(settings.url()).isEqualTo(URL);
        assertThat(settings.user()).isEqualTo("app");
    }

    @Test
    void blankPropertyCountsAsNotGiven() {
        PostgresSettings settings = PostgresSettings.read(
                Map.of("signals.test.postgres", "", "signals.test.jdbc.url", " ")::get, name -> null);

        assertThat(PostgresChoice.of(settings, () -> false)).isInstanceOf(PostgresChoice.Embedded.class);
    }

    private static PostgresSettings settings(@Nullable String kind, @Nullable String url) {
        return new PostgresSettings(kind, "postgres:18.6", url, null, null);
    }
}
