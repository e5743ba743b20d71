package dev.signals.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Without the starter, being a bean does not make receivers of methods; whoever thinks so finds a line in the log. */
@ExtendWith(OutputCaptureExtension.class)
class ForgottenReceiversTest {

    static class Forgotten {
        @Receiver
        void saved(PostSave<Order> event) {}
    }

    @Test
    void aBeanWhoseReceiversNobodyHasRegisteredIsNamedInTheLog(CapturedOutput output) {
        try (ConfigurableApplicationContext shop = new SpringApplicationBuilder(ShopApplication.class)
                .sources(Forgotten.class)
                .web(WebApplicationType.NONE)
                .properties("spring.autoconfigure.exclude=dev.signals.spring.boot.SignalsAutoConfiguration")
                .run()) {
            assertThat(shop.isRunning()).isTrue();
        }

        assertThat(output).contains("Forgotten has receiver methods that session factory \"default\" does not call");
    }
}
