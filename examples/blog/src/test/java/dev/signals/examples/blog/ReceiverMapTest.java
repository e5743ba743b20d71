package dev.signals.examples.blog;

import static dev.signals.test.SignalAssert.assertThat;

import dev.signals.hibernate.SignalMap;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Who is called for what, as it was reviewed. */
class ReceiverMapTest {

    @Test
    void theReceiversAreThoseOfTheCommittedMap() {
        try (TestBlog test = new TestBlog(BlogDatabase.H2, Clock.systemUTC())) {
            assertThat(SignalMap.of(test.blog().sessionFactory())).isAsCommitted(Path.of("signals.map"));
        }
    }
}
