package dev.signals.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Hibernate's names of settings, used as properties of Spring Boot where these have another one: what is printed. */
@ExtendWith(OutputCaptureExtension.class)
class GroupAsPropertyTest {

    private static void start(String property) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatThrownBy(() -> application.run(
                        "--spring.datasource.generate-unique-name=true", "--spring.jmx.enabled=false", "--" + property))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signals.bulk=true|Set signals.bulk.enabled=true, which stands for Hibernate's setting signals.bulk.",
                "signals.outbox=jobs|Set signals.outbox.content=jobs, which stands for Hibernate's setting signals.outbox.",
                "signals.bulk.policies=fail|Set signals.bulk.policy=fail, or name the entity: signals.bulk.policies.Article=fail.",
                "signals.context=com.acme.CurrentUser|Make com.acme.CurrentUser a bean, which is found if it is a"
                        + " ContextProvider, or set spring.jpa.properties.signals.context=com.acme.CurrentUser.",
                "signals.outbox.events=true|Set signals.outbox.content=events to have events for other services, or"
                        + " signals.outbox.events.remove=false to keep their rows.",
            })
    void thePropertyThatIsMeantIsNamed(String property, String action, CapturedOutput output) {
        start(property);

        String name = property.substring(0, property.indexOf('='));
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The property " + name + " has the value \"" + property.substring(name.length() + 1) + "\"")
                .contains("but " + name + " is a group of properties and has no value of its own.")
                .contains(action);
    }

    @Test
    void otherValuesThatCannotBeConvertedAreLeftToSpringBoot(CapturedOutput output) {
        start("signals.rounds=many");

        assertThat(output).contains("Property: signals.rounds").doesNotContain("is a group of properties");
    }
}
