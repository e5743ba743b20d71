package dev.signals.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * The spans that a tracing backend gets of a request, which the README shows. With the environment variable {@code WRITE_DOCS} it
 * writes them, otherwise it compares.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.tracing.sampling.probability=1.0")
class TraceTest {

    private static final String ASYNCHRONOUS = "post_save prepare";
    private static final String DURABLE = "changed book";
    private static final Path PAGE = Path.of("README.md");
    private static final String START = "<!-- trace -->\n```text\n";
    private static final String END = "```\n<!-- end -->";

    @TestConfiguration(proxyBeanMethods = false)
    static class Export {

        @Bean
        InMemorySpanExporter spanExporter() {
            return InMemorySpanExporter.create();
        }
    }

    private final int port;
    private final InMemorySpanExporter exporter;
    private final SdkTracerProvider tracers;

    @Autowired
    TraceTest(@LocalServerPort int port, InMemorySpanExporter exporter, SdkTracerProvider tracers) {
        this.port = port;
        this.exporter = exporter;
        this.tracers = tracers;
    }

    private List<SpanData> exported() {
        tracers.forceFlush().join(10, TimeUnit.SECONDS);
        return exporter.getFinishedSpanItems();
    }

    private static SpanData named(List<SpanData> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<SpanData> spansOfAnOrder() {
        RestClient.create("http://localhost:" + port)
                .post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("email", "ada@example.org", "articles", Map.of("tea", 2)))
                .retrieve()
                .toBodilessEntity();
        await().until(() -> exported().stream()
                .map(SpanData::getName)
                .toList()
                .containsAll(List.of("http post /orders", ASYNCHRONOUS, DURABLE)));
        return exported();
    }

    @Test
    void callsAreChildrenOfTheRequestAndTheDurableOneIsLinkedToIt() throws IOException {
        List<SpanData> spans = spansOfAnOrder();

        SpanData request = named(spans, "http post /orders");
        for (String child : List.of("post_save deliver", ASYNCHRONOUS)) {
            assertThat(named(spans, child).getTraceId()).as(child).isEqualTo(request.getTraceId());
            assertThat(named(spans, child).getParentSpanId()).as(child).isEqualTo(request.getSpanId());
        }
        SpanData durable = named(spans, DURABLE);
        assertThat(durable.getTraceId()).isNotEqualTo(request.getTraceId());
        assertThat(durable.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(context -> context.getTraceId() + " " + context.getSpanId())
                .containsExactly(request.getTraceId() + " " + request.getSpanId());
        assertShown(tree(spans, request, "") + tree(spans, durable, "") + "  linked to http post /orders\n");
    }

    /** The span and those below it, in the order in which they have begun; asynchronous ones last, which begin at any time. */
    private static String tree(List<SpanData> spans, SpanData root, String indent) {
        StringBuilder tree = new StringBuilder(indent).append(root.getName());
        root.getAttributes().forEach((key, value) -> {
            if (key.getKey().equals("sender")) {
                tree.append(" of ").append(value.toString().replaceFirst(".*\\.", ""));
            }
        });
        tree.append('\n');
        spans.stream()
                .filter(span -> span.getParentSpanId().equals(root.getSpanId())
                        && span.getTraceId().equals(root.getTraceId()))
                .sorted(Comparator.<SpanData, Boolean>comparing(
                                span -> span.getName().equals(ASYNCHRONOUS))
                        .thenComparing(SpanData::getStartEpochNanos))
                .forEach(span -> tree.append(tree(spans, span, indent + "  ")));
        return tree.toString();
    }

    private static void assertShown(String listing) throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(START);
        int from = page.indexOf(START) + START.length();
        int to = page.indexOf(END, from);
        if (System.getenv("WRITE_DOCS") != null) {
            Files.writeString(PAGE, page.substring(0, from) + listing + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(listing);
        }
    }
}
