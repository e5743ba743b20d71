package dev.signals.it.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.support.ErrorsPage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a version of Hibernate that it does not work with, the library says so, or is off. */
class UnsupportedVersionIT {

    @Test
    void oneSentenceNamesTheVersionFoundAndThoseSupported() throws Exception {
        try (OtherHibernate hibernate = OtherHibernate.of("6.6")) {
            assertThat(hibernate.version()).startsWith("6.6");

            assertThat(hibernate.run(Map.of())).isEqualTo(refusal(hibernate.version()));
        }
    }

    @Test
    void soItDoesForAVersionToCome(@TempDir Path folder) throws Exception {
        try (OtherHibernate hibernate = OtherHibernate.madeUp("9.0.0.Final", folder)) {
            assertThat(hibernate.run(Map.of())).isEqualTo(refusal("9.0.0.Final"));
        }
    }

    private static String refusal(String version) {
        return "java.lang.IllegalStateException: signals-hibernate works with Hibernate 7.0 to 8.0, but this is Hibernate "
                + version + "; use one of these versions, or switch the library off with signals.enabled=false";
    }

    @Test
    void theNextHibernateRuns() throws Exception {
        try (OtherHibernate hibernate = OtherHibernate.of("8.0")) {
            assertThat(hibernate.version()).startsWith("8.0");

            assertThat(hibernate.run(Map.of())).startsWith("saved; ").doesNotContain("sends no signals");
        }
    }

    @Test
    void theErrorsPageListsTheMessage() throws Exception {
        try (OtherHibernate hibernate = OtherHibernate.of("6.6")) {
            String message = hibernate.run(Map.of()).replaceFirst("[\\w.]+: ", "");

            ErrorsPage.assertListed(UnsupportedVersionIT.class, "unsupported-version", message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.6", "8.0"})
    void nothingOfTheLibraryRunsThatIsSwitchedOff(String release) throws Exception {
        try (OtherHibernate hibernate = OtherHibernate.of(release)) {
            Map<String, String> settings = Map.of(
                    SignalSettings.ENABLED, "false", SignalSettings.BULK, "true", SignalSettings.TIMELINE, "true");

            assertThat(hibernate.run(settings))
                    .startsWith("saved; session factory ")
                    .endsWith(" sends no signals: signals.enabled=false is set; remove the setting");
        }
    }
}
