package dev.signals.panel;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The server of the panel: the one of the JDK, on the loopback interface. */
final class PanelServer {

    private static final System.Logger LOG = System.getLogger(SignalPanel.class.getName());

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 16;

    /** More than one, as the server reads requests in these threads and waits for slow ones. */
    private static final int THREADS = 16;

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final RequestGuard guard;
    private final PanelResources resources;

    private PanelServer(HttpServer server, PanelResources resources) {
        this.server = server;
        this.resources = resources;
        this.guard = new RequestGuard(server.getAddress().getPort());
        this.threads = Executors.newFixedThreadPool(THREADS, PanelServer::daemon);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts a server.
     *
     * @param port null for the default, or a free port if that is taken
     */
    static PanelServer start(PanelResources resources, @Nullable Integer port) {
        PanelServer server;
        try {
            server = new PanelServer(port == null ? atDefaultPort() : at(port), resources);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the signals panel cannot be served at port " + port + ": " + e.getMessage()
                            + "; give another port, or 0 for a free one",
                    e);
        }
        server.start();
        return server;
    }

    private static HttpServer atDefaultPort() throws IOException {
        try {
            return at(PanelOptions.PORT);
        } catch (BindException e) {
            return at(0);
        }
    }

    private static HttpServer at(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress("localhost", LOOPBACK), port), BACKLOG);
    }

    /** The thread of the server is a daemon if the thread is that starts it. The application may forget the panel and end. */
    private void start() {
        FutureTask<Void> start = new FutureTask<>(server::start, null);
        threads.execute(start);
        try {
            start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("the signals panel does not start", e.getCause());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "signals-panel");
        thread.setDaemon(true);
        return thread;
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answerSafely(exchange);
        }
    }

    private void answerSafely(HttpExchange exchange) throws IOException {
        try {
            Headers headers = exchange.getRequestHeaders();
            String refusal = guard.refusal(
                    values(headers, "Host"),
                    values(headers, "Origin"),
                    values(headers, "Sec-Fetch-Site"),
                    opensThePage(exchange));
            if (refusal != null) {
                answer(exchange, FORBIDDEN, TEXT, refusal);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                answer(exchange, METHOD_NOT_ALLOWED, TEXT, "The signals panel only shows things.");
            } else {
                answer(exchange);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The signals panel cannot answer", e);
            answer(exchange, FAILED, TEXT, "The signals panel has failed. The log of the application says why.");
        }
    }

    /** Returns whether a person has followed a link, to be shown the page in a window and not in a frame. */
    private static boolean opensThePage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return exchange.getRequestURI().getPath().equals("/")
                && values(headers, "Sec-Fetch-Mode").equals(List.of("navigate"))
                && values(headers, "Sec-Fetch-Dest").equals(List.of("document"))
                && values(headers, "Sec-Fetch-User").equals(List.of("?1"));
    }

    private static List<String> values(Headers headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        switch (uri.getPath()) {
            case "/" -> {
                exchange.getResponseHeaders().set("Content-Security-Policy", PanelPage.policy());
                answer(exchange, OK, "text/html; charset=utf-8", PanelPage.html());
            }
            case "/map" -> answer(exchange, OK, JSON, resources.map());
            case "/activity" -> answer(exchange, OK, JSON, resources.activity(uri.getRawQuery()));
            default -> answer(exchange, NOT_FOUND, TEXT, "There is nothing here.");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
