package dev.signals.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In an application of its own, where nothing is written but what is written while it starts. */
@QuarkusTest
@TestProfile(StartTest.Fresh.class)
class StartTest {

    public static class Fresh implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.url", "jdbc:h2:mem:start;DB_CLOSE_DELAY=-1");
        }
    }

    @Inject
    Log log;

    @Test
    void whatIsWrittenWhileTheApplicationStartsIsHeard() {
        assertThat(log.lines("saved")).containsExactly("saved first, one of 1");
    }
}
