package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The levels of the library's loggers, which Spring Boot sets. */
@ExtendWith(OutputCaptureExtension.class)
class LoggingLevelTest {

    private static final String TIMELINES = "dev.signals.hibernate.SignalTimeline";

    private static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = new String[properties.length + Application.PROPERTIES.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] =
                    "--" + (i < properties.length ? properties[i] : Application.PROPERTIES[i - properties.length]);
        }
        return application.run(arguments);
    }

    private static void fail(ConfigurableApplicationContext context) {
        assertThatThrownBy(() -> inTransaction(context, manager -> {
                    manager.persist(new Article());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
    }

    @Test
    void aPropertyHasFailedTransactionsLogged(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("logging.level." + TIMELINES + "=debug")) {
            fail(context);

            assertThat(output).contains("was rolled back; this is its timeline", "rolled back\n```");
        } finally {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel(TIMELINES, null);
        }
    }

    @Test
    void withTheSettingOfTimelinesSoDoesActuatorWhileTheApplicationRuns(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("signals.timeline=true")) {
            fail(context);
            assertThat(output).doesNotContain("this is its timeline");

            context.getBean(LoggingSystem.class).setLogLevel(TIMELINES, LogLevel.DEBUG);
            fail(context);

            assertThat(output).contains("was rolled back; this is its timeline");
        } finally {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel(TIMELINES, null);
        }
    }
}
