package dev.signals.examples.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The library as its readers see it, by HTTP. */
@QuarkusTest
class LibraryTest {

    private static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI library;

    private HttpResponse<String> lend(String title, String reader) throws IOException, InterruptedException {
        String wish = "{\"title\": \"%s\", \"reader\": \"%s\"}".formatted(title, reader);
        return send(HttpRequest.newBuilder(library.resolve("loans"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(wish)));
    }

    private HttpResponse<String> takeBack(JsonNode loan) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(library.resolve("loans/" + loan.get("id")))
                .DELETE());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private Iterable<String> notices() throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(library.resolve("notices")));
        return () -> {
            try {
                return json(response).valueStream().map(JsonNode::asText).iterator();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }

    @Test
    void aLoanHasADateAndTheReaderANotice() throws Exception {
        JsonNode loan = json(lend("Ulysses", "Ann"));

        String due = LocalDate.now().plusDays(21).toString();
        assertThat(loan.get("due").asText()).isEqualTo(due);
        assertThat(notices()).contains("Dear Ann, bring Ulysses back by " + due);
        takeBack(loan);
    }

    @Test
    void aBookOfWhichAllCopiesAreLentIsRefused() throws Exception {
        JsonNode loan = json(lend("Emma", "Bob"));

        assertThat(lend("Emma", "Cid").statusCode()).isEqualTo(CONFLICT);
        assertThat(notices()).noneMatch(notice -> notice.startsWith("Dear Cid"));
        takeBack(loan);
        assertThat(notices()).contains("Dear Bob, thank you");
    }
}
