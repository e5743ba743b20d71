package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.panel.SignalPanel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The panel by property. */
@ExtendWith(OutputCaptureExtension.class)
class PanelTest {

    static class Titles {

        @Receiver
        void saved(PostSave<Article> event) {}
    }

    @Test
    void thePanelIsServedIfAskedFor() {
        runner().withBean(Titles.class)
                .withPropertyValues("signals.panel.enabled=true", "signals.panel.port=0")
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    URI address = context.getBean(SignalPanel.class).address().orElseThrow();
                    assertThat(InetAddress.getByName(address.getHost()).isLoopbackAddress())
                            .isTrue();
                    assertThat(get(address)).contains("<title>Signals</title>");
                    assertThat(get(address.resolve("map"))).contains("Titles.saved", "\"statements\":true");
                    assertThat(get(address.resolve("activity?work=1"))).contains("post_save", "insert into");
                });
    }

    @Test
    void itEndsWithTheApplication() {
        URI[] address = new URI[1];
        runner().withPropertyValues("signals.panel.enabled=true", "signals.panel.port=0")
                .run(context -> address[0] =
                        context.getBean(SignalPanel.class).address().orElseThrow());

        assertThatThrownBy(() -> get(address[0])).isInstanceOf(ConnectException.class);
    }

    @Test
    void thereIsNoneByDefault() {
        runner().run(context -> assertThat(context).doesNotHaveBean(SignalPanel.class));
    }

    @Test
    void thereIsNoneWithoutTheModule() {
        runner().withClassLoader(new FilteredClassLoader("dev.signals.panel"))
                .withPropertyValues("signals.panel.enabled=true")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean("signalsPanel");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "production", "prod-eu", "Live"})
    void thereIsNoneInProductionWhateverThePropertySays(String profile, CapturedOutput output) {
        runner().withPropertyValues("signals.panel.enabled=true", "spring.profiles.active=" + profile)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean(SignalPanel.class);
                    assertThat(context).doesNotHaveBean("signalsPanelTimeline");
                    assertThat(output)
                            .contains("signals.panel.enabled is ignored, because the profile \"" + profile
                                    + "\" is active");
                });
    }

    @Test
    void valuesAndEntriesArePropertiesToo() {
        runner().withBean(Titles.class)
                .withPropertyValues(
                        "signals.panel.enabled=true",
                        "signals.panel.port=0",
                        "signals.panel.values=true",
                        "signals.panel.entries=100")
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(SignalPanel.class).map()).contains("\"values\":true");
                    assertThat(context.getBean(SignalPanel.class).activity("work=1"))
                            .contains("Article#1 created");
                });
    }

    private static String get(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
