package dev.signals.quarkus.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.util.logging.LogRecord;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlainSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.with("signals.timeline", "signals.strict")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("dev.signals"))
            .assertLogRecords(records -> assertThat(records)
                    .extracting(LogRecord::getMessage)
                    .anyMatch(message -> message.contains("cannot record timelines of all sessions")
                            && message.endsWith("in Quarkus add signals-quarkus")));

    @Inject
    SessionFactory factory;

    @Test
    void theTimelineOfAllSessionsIsNotToBeHadAndTheStartSaysSo() {
        assertThatThrownBy(() -> ModelSignals.of(factory).timeline()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherSettingsReachTheLibrary() {
        assertThat(factory.getProperties()).containsEntry("signals.strict", "true");
    }
}
