package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HiddenMethodTest {

    @ApplicationScoped
    static class Hidden {

        @Receiver
        private void saved(PostSave<Article> event) {
            Objects.requireNonNull(event);
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.of(Hidden.class)
            .assertException(failure -> assertThat(failure)
                    .hasMessage(listed("quarkus-bean-with-a-hidden-method")
                            .replace("com.acme.NoteReceivers", Hidden.class.getName())));

    /** Returns the message that the page of errors shows under a heading. */
    private static String listed(String heading) {
        try {
            String page = Files.readString(Path.of("..", "..", "docs", "errors.md"));
            String section = page.substring(page.indexOf("### " + heading + "\n"));
            return section.substring(section.indexOf("```text\n") + 8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPrivateMethodBehindAProxyIsRefusedByTheBuild() {
        Assertions.fail("it was built");
    }
}
