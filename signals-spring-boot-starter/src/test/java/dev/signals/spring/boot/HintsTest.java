package dev.signals.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

/** What a native image is told. It is not tried here in one. */
class HintsTest {

    static class Titles {

        @Receiver
        void saved(PostSave<Article> event) {}
    }

    @Test
    void theReceiverMethodsOfBeansAndTheServicesAreKept() throws NoSuchMethodException {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean(Titles.class);
        GenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("generated", "Application")), new InMemoryGeneratedFiles());

        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);

        RuntimeHints hints = generation.getRuntimeHints();
        assertThat(RuntimeHintsPredicates.reflection()
                        .onMethodInvocation(Titles.class.getDeclaredMethod("saved", PostSave.class)))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.resource()
                        .forResource("META-INF/services/org.hibernate.integrator.spi.Integrator"))
                .accepts(hints);
    }
}
