package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.QuarkusUnitTest;
import java.util.logging.LogRecord;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnInspectorTest {

    @PersistenceUnitExtension
    static class Inspector implements StatementInspector {

        private static final long serialVersionUID = 1L;

        @Override
        public String inspect(String sql) {
            return sql;
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.of(Inspector.class)
            .overrideRuntimeConfigKey("quarkus.signals.timeline", "true")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("dev.signals"))
            .assertLogRecords(records -> assertThat(records)
                    .extracting(LogRecord::getMessage)
                    .anyMatch(message -> message.contains("cannot record timelines of all sessions")
                            && message.contains("but is of class " + Inspector.class.getName())));

    @Test
    void theStartSaysThatTimelinesDoNotWorkBesideAnInspectorOfTheApplication() {
        // the log is looked at when the application has ended
    }
}
