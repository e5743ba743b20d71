package dev.signals.panel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page: one file, made of its parts. */
final class PanelPage {

    private static final String STYLE = read("panel.css");
    private static final String SCRIPT = Stream.of("dom", "map", "timeline", "transactions", "failures", "panel")
            .map(name -> read(name + ".js"))
            .collect(Collectors.joining("\n"));
    private static final String HTML =
            read("panel.html").replace("/*STYLE*/", STYLE).replace("/*SCRIPT*/", SCRIPT);

    /** Only what is in the page itself may run; it may talk only to where it comes from. */
    private static final String POLICY =
            "default-src 'none'; connect-src 'self'; img-src data:; style-src '" + hash(STYLE) + "'; script-src '"
                    + hash(SCRIPT) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PanelPage() {}

    static String html() {
        return HTML;
    }

    /** Returns the content security policy of the page. */
    static String policy() {
        return POLICY;
    }

    private static String read(String name) {
        try (InputStream bytes = Objects.requireNonNull(PanelPage.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
