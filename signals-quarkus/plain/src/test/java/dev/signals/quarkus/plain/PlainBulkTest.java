package dev.signals.quarkus.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainBulkTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.with("signals.bulk")
            .assertException(failure -> assertThat(failure)
                    .rootCause()
                    .hasMessageContaining("cannot observe the bulk statements of session factory")
                    .hasMessageEndingWith("; in Quarkus add signals-quarkus"));

    @Test
    void anApplicationThatWantsBulkSignalsDoesNotStart() {
        Assertions.fail("it has started");
    }
}
