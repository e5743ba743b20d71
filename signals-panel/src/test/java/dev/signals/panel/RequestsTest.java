package dev.signals.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the panel, and how; with requests that no HTTP client would send. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RequestsTest {

    private static final int PATIENCE = 2_000;

    private static @Nullable Library library;
    private static int port;
    private static @Nullable SignalPanel panel;

    @BeforeAll
    static void serve() {
        Library opened = Library.open();
        SignalPanel served =
                SignalPanel.serve(opened.factory, PanelOptions.defaults().port(0));
        library = opened;
        panel = served;
        port = served.address().orElseThrow().getPort();
    }

    @AfterAll
    static void end() {
        if (panel != null) {
            panel.close();
        }
        if (library != null) {
            library.close();
        }
    }

    @Test
    void thePageAndTheTwoResourcesAreServed() throws IOException {
        assertThat(get("/", "Host: localhost:" + port))
                .startsWith("HTTP/1.1 200")
                .contains("<title>Signals</title>");
        assertThat(get("/map", "Host: 127.0.0.1:" + port))
                .startsWith("HTTP/1.1 200")
                .contains("\"units\":[{\"name\":\"library\"");
        assertThat(get("/activity?since=0", "Host: LOCALHOST:" + port))
                .startsWith("HTTP/1.1 200")
                .contains("\"queues\"");
    }

    @Test
    void otherAddressesOfThisMachineDoNotListen() throws SocketException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        for (InetAddress other : others) {
            assertThatThrownBy(() -> {
                        try (Socket socket = new Socket()) {
                            socket.connect(new InetSocketAddress(other, port), PATIENCE);
                        }
                    })
                    .isInstanceOf(ConnectException.class);
        }
        assertThat(new RequestGuard(port).refusal(List.of("127.0.0.1:" + port), List.of(), List.of(), false))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:PORT",
                "Host: localhost",
                "Host: localhost:1",
                "Host: localhost:PORT.evil.example",
                "Host: localhost.evil.example:PORT",
                "Host: localhost:PORT@evil.example",
                "Host: 127.0.0.1.evil.example:PORT",
                "Host: 0.0.0.0:PORT",
                "Host:",
                "X-Forwarded-Host: localhost:PORT",
                "Host: localhost:PORT\r\nHost: evil.example"
            })
    void aForeignHostIsRefused(String headers) throws IOException {
        for (String path : List.of("/", "/map", "/activity")) {
            assertRefused(get(path, headers.replace("PORT", String.valueOf(port))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://localhost:PORT",
                "Origin: http://localhost:8080",
                "Origin: http://127.0.0.1:PORT",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: anything",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
                "Origin: http://localhost:PORT\r\nSec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document"
            })
    void aRequestOfAnotherSiteIsRefused(String headers) throws IOException {
        for (String path : List.of("/", "/map", "/activity")) {
            assertRefused(
                    get(path, "Host: localhost:" + port + "\r\n" + headers.replace("PORT", String.valueOf(port))));
        }
    }

    /** What Chromium sends when a person follows a link of a page at another port of this machine. */
    private static final String FOLLOWED =
            "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Fetch-User: ?1";

    @Test
    void aLinkOfAPageOfThisMachineOpensThePageAndNotTheData() throws IOException {
        String headers = "Host: localhost:" + port + "\r\n" + FOLLOWED;

        assertThat(get("/", headers)).startsWith("HTTP/1.1 200").contains("<title>Signals</title>");
        assertRefused(get("/map", headers));
        assertRefused(get("/activity", headers));
        assertRefused(get("/", headers.replace("same-site", "cross-site")));
        assertRefused(get("/", headers.replace("document", "iframe")));
        assertRefused(get("/", headers.replace("navigate", "no-cors")));
        assertRefused(get("/", headers.replace("\r\nSec-Fetch-User: ?1", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Origin: http://localhost:PORT"})
    void aRequestOfThePageOrOfAPersonIsAnswered(String headers) throws IOException {
        assertThat(get("/map", "Host: localhost:" + port + "\r\n" + headers.replace("PORT", String.valueOf(port))))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"})
    void nothingCanBeChangedOrAskedInAnotherWay(String method) throws IOException {
        assertThat(ask(method, "/map", "Host: localhost:" + port)).startsWith("HTTP/1.1 405");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/panel.js", "/map/", "/../map", "/%2e%2e/etc/passwd", "/META-INF/LICENSE", "//map"})
    void thereIsNothingElse(String path) throws IOException {
        assertThat(get(path, "Host: localhost:" + port)).startsWith("HTTP/1.1 404");
    }

    @Test
    void thePageMayOnlyRunItselfAndTalkToThePanel() throws IOException {
        String answer = get("/", "Host: localhost:" + port);

        assertThat(answer)
                .containsIgnoringCase("content-security-policy: default-src 'none'; connect-src 'self'; img-src data:;")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("x-frame-options: DENY")
                .containsIgnoringCase("cache-control: no-store")
                .containsIgnoringCase("referrer-policy: no-referrer")
                .containsIgnoringCase("cross-origin-resource-policy: same-origin")
                .doesNotContainIgnoringCase("access-control-allow-origin");
        assertThat(Stream.of(PanelPage.html().split("http"))
                        .skip(1)
                        .filter(rest -> !rest.startsWith("://www.w3.org/2000/svg")))
                .isEmpty();
    }

    @Test
    void numbersThatAreNoneAreIgnored() throws IOException {
        assertThat(get("/activity?work=x&before=99999999999999999999&since=%00", "Host: localhost:" + port))
                .startsWith("HTTP/1.1 200");
        assertThat(get("/activity?work=42", "Host: localhost:" + port)).contains("{\"gone\":true}");
    }

    @Test
    void aPanelThatIsClosedAnswersNoMore() {
        try (Library other = Library.open()) {
            SignalPanel served =
                    SignalPanel.serve(other.factory, PanelOptions.defaults().port(0));
            int servedAt = served.address().orElseThrow().getPort();
            served.close();
            served.close();

            assertThat(served.address()).isEmpty();
            assertThatThrownBy(() -> new Socket("127.0.0.1", servedAt).close()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aPanelEndsWithItsSessionFactory() {
        Library other = Library.open();
        SignalPanel served =
                SignalPanel.serve(other.factory, PanelOptions.defaults().port(0));

        other.close();

        assertThat(served.address()).isEmpty();
    }

    @Test
    void theDefaultPortIsLeftToOthersThatHaveIt() {
        try (Library other = Library.open();
                SignalPanel first = SignalPanel.serve(other.factory);
                SignalPanel second = SignalPanel.serve(other.factory)) {
            assertThat(second.address()).isPresent().isNotEqualTo(first.address());
        }
    }

    private static void assertRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.1 40[03].*").doesNotContain("units", "queues", "<title>");
    }

    private static String get(String path, String headers) throws IOException {
        return ask("GET", path, headers);
    }

    private static String ask(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = method + " " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
