package dev.signals.it.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.support.ErrorsPage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a version of Hibernate that it does not work with, the library says so, or is off. */
class UnsupportedVersionIT {

    @ParameterizedTest
    @ValueSource(strings = {"6.6", "8.0"})
    void oneSentenceNamesTheVersionFoundAndThoseSupported(String release) throws Exception {
        try (OtherHibernate hibernate = OtherHibernate.of(release)) {
            assertThat(hibernate.version()).startsWith(release);

            assertThat(hibernate.run(Map.of()))
                    .isEqualTo("java.lang.IllegalStateException: signals-hibernate works with Hibernate 7.0 to 7.4, but"
                            + " this is Hibernate " + hibernate.version()
                            + "; use one of these versions, or switch the library off with signals.enabled=false");
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
