package dev.signals.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Starts the jar that Quarkus has packaged, and calls it. */
@QuarkusIntegrationTest
class PackagedIT {

    @TestHTTPResource("/articles")
    URI articles;

    @Test
    void thePackagedApplicationCallsReceivers() throws Exception {
        assertThat(send(HttpRequest.newBuilder(articles).POST(HttpRequest.BodyPublishers.ofString(" Tea "))))
                .isEqualTo("Tea");
        assertThat(send(HttpRequest.newBuilder(URI.create(articles + "/views"))
                        .POST(HttpRequest.BodyPublishers.noBody())))
                .isEqualTo("2");

        assertThat(send(HttpRequest.newBuilder(URI.create(articles + "/log"))).lines())
                .containsExactly(
                        "reader Ann", "saved first, one of 1", "reader Ann", "saved Tea, one of 2", "updated 2 rows");
    }

    @Test
    void thePackagedApplicationHasNoPanel() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("dev.signals.signals-hibernate-"))
                    .noneMatch(name -> name.contains("panel"));
        }
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
