package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/** How compilers and build tools find the processor, and what it needs. */
class PackagingTest {

    @Test
    void theCompilerFindsTheProcessor() {
        assertThat(ServiceLoader.load(Processor.class).stream().map(ServiceLoader.Provider::type))
                .contains(ReceiverProcessor.class);
    }

    @Test
    void gradleIsToldThatAllReceiversAreNeededAtOnce() throws IOException {
        try (InputStream line =
                ReceiverProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(line).isNotNull();
            assertThat(new String(line.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(ReceiverProcessor.class.getName() + ",aggregating");
        }
    }

    @Test
    void theProcessorNeedsTheJdkOnly() throws IOException, ReflectiveOperationException {
        URL classes =
                ReceiverProcessor.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Processor processor = (Processor) alone.loadClass(ReceiverProcessor.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(Compilation.of(
                                    List.of(processor),
                                    Blog.ENTITIES,
                                    Blog.HEADER
                                            + "class Receivers { @Receiver(onChange = \"titel\", attribute = \"tags\","
                                            + " uid = \"u\") void saved(PostSave<Article> event) {} }")
                            .messages())
                    .hasSize(2);
        }
    }
}
