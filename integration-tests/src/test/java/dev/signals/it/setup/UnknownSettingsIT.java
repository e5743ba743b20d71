package dev.signals.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.Environment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that look like those of the library. */
class UnknownSettingsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        long id;
    }

    /** It copies the system properties when it is used first. */
    @BeforeAll
    static void loadTheSystemProperties() {
        Environment.getProperties();
    }

    private static List<String> logged(Map<String, ?> settings) {
        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            TestFactory.of(Database.H2, settings, Article.class).close();
            return log.messages();
        }
    }

    @Test
    void aMisspeltSettingIsNamedWithTheNearest() throws IOException {
        List<String> logged = logged(Map.of("signals.receiver", "com.acme.ArticleReceivers"));

        assertThat(logged).hasSize(1);
        ErrorsPage.assertListed(UnknownSettingsIT.class, "unknown-setting", logged.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "signals.enable, signals.enabled",
        "signals.Strict, signals.strict",
        "signals.excutor, signals.executor",
        "signals.round, signals.rounds",
        "signals.time-line, signals.timeline",
        "signals.bulk-policy, signals.bulk.policy",
        "signals_receivers, signals.receivers",
        "signal.receivers, signals.receivers",
        "hibernate.signals.receivers, signals.receivers",
        "signals.bulk.polcy.Article, signals.bulk.policy.Article",
    })
    void soIs(String typed, String nearest) {
        assertThat(logged(Map.of(typed, "false")))
                .containsExactly(
                        "setting " + typed + " is unknown and has no effect; the closest known setting is " + nearest);
    }

    @Test
    void aSettingThatIsLikeNoneIsToldWithAll() {
        assertThat(logged(Map.of("signals.transport", "kafka")))
                .containsExactly("setting signals.transport is unknown and has no effect; the known settings are"
                        + " signals.enabled, signals.strict, signals.receivers, signals.beans, signals.executor, signals.context, signals.rounds,"
                        + " signals.timeline, signals.slow,"
                        + " signals.bulk, signals.bulk.policy");
    }

    @Test
    void nothingIsSaidOfSettingsThatAreKnownOrSomebodyElses() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(SignalSettings.ENABLED, "true");
        settings.put(SignalSettings.BULK, "true");
        settings.put(SignalSettings.BULK_POLICY + ".Article", "warn");
        settings.put("hibernate.jdbc.batch_size", "10");
        settings.put("signal.transport", "kafka");
        settings.put("signalling", "on");

        assertThat(logged(settings)).isEmpty();
    }

    @Test
    void ofSystemPropertiesOnlyThoseAreMeantThatAreNearOne() {
        System.setProperty("signals.dir", "/var/signals");
        System.setProperty("signals.stricd", "true");
        try {
            assertThat(logged(Map.of("signals.dir", "/var/signals", "signals.stricd", "true")))
                    .containsExactly("setting signals.stricd is unknown and has no effect; the closest known setting"
                            + " is signals.strict");
        } finally {
            System.clearProperty("signals.dir");
            System.clearProperty("signals.stricd");
        }
    }
}
