package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** How the processor gets along with other processors, with errors, and with classes that are compiled already. */
class CompilationsTest {

    /** Generates a class in its first round. */
    private static final class Generator extends OtherProcessor {

        private final String name;
        private final String source;
        private final List<String> seen = new ArrayList<>();

        Generator(String name, String source) {
            this.name = name;
            this.source = source;
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (seen.isEmpty()) {
                try (Writer writer = processingEnv
                        .getFiler()
                        .createSourceFile("com.acme." + name)
                        .openWriter()) {
                    writer.write(Blog.HEADER + source);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            annotations.forEach(
                    annotation -> seen.add(annotation.getSimpleName().toString()));
            return false;
        }
    }

    private static List<String> messages(Generator generator, String source) {
        return Compilation.of(List.of(new ReceiverProcessor(), generator), Blog.ENTITIES, Blog.HEADER + source)
                .messages();
    }

    @Test
    void entitiesMayBeGeneratedByAnotherProcessor() {
        Generator generator = new Generator("Made", "@Entity class Made { @Id Long id; String name; }");

        assertThat(messages(generator, """
                        class Receivers {
                            @Receiver(onChange = {"name",
                                "nmae"})
                            void saved(PostSave<Made> event) {}
                        }
                        """))
                .containsExactly(
                        "4:9 cannot connect receiver com.acme.Receivers.saved of post_save for com.acme.Made: there"
                                + " is no attribute \"nmae\"; there are name; did you mean \"name\"?");
    }

    @Test
    void generatedReceiversAreChecked() {
        Generator generator = new Generator("Made", "class Made {\n@Receiver void saved(Article article) {} }");

        assertThat(messages(generator, "class Other {}"))
                .containsExactly(
                        "3:16 cannot register @Receiver method com.acme.Made.saved(Article): it takes com.acme.Article, which"
                                + " is no event; a receiver looks like @Receiver void saved(PostSave<Article> event)");
    }

    @Test
    void otherAnnotationsAreLeftToOtherProcessors() {
        Generator generator = new Generator("Made", "class Made {}");

        messages(generator, "class Receivers { @Receiver @Deprecated void saved(PostSave<Article> event) {} }");

        assertThat(generator.seen).contains("Entity", "Id", "Deprecated").doesNotContain("Receiver");
    }

    @Test
    void whatTheCompilerCannotFindIsLeftToTheCompiler() {
        String source = Blog.HEADER + """
                @Entity
                class Odd extends Missing {
                    @Id Long id;
                    Missing part;
                    String title;
                }

                class Receivers extends AlsoMissing<Article> {
                    @Receiver void missing(Missing event) {}
                    @Receiver void list(List<Missing> events) {}
                    @Receiver void sender(PostSave<Missing> event) {}
                    @Receiver void subtypes(PostSave<? extends Missing> event) {}
                    @Receiver(Missing.class) void named(ModelEvent<Article> event) {}
                    @Receiver({Missing.class, PostSave.class}) void alsoNamed(ModelEvent<Article> event) {}
                    @Receiver(onChange = Missing.NAME) void name(PostSave<Article> event) {}
                    @Receiver(onChange = {"any", "part.any", "title"}) void names(PostSave<Odd> event) {}
                    @Receiver(attribute = Missing.NAME) void attribute(M2mChanged<Article> event) {}
                    @Receiver(attribute = "part") void part(M2mChanged<Odd> event) {}
                    @Receiver(phase = TransactionPhase.MISSING) void phase(Changed<Article> event) {}
                    @Receiver(uid = Missing.UID) void uid(PostSave<Tag> event) {}
                    @Receiver(uid = Missing.UID) void alsoUid(PostSave<Tag> event) {}
                    @Receiver(missing = "any") void member(PostSave<Tag> event) {}
                }

                class Heir<T extends Missing> extends Base<Missing> {
                    @Receiver void bound(PostSave<T> event) {}
                    @Receiver <M extends Missing> void alsoBound(PostSave<M> event) {}
                    @Receiver <M extends Missing> void event(M event) {}
                }

                abstract class Base<T> {
                    @Receiver(onChange = "any") void saved(PostSave<T> event) {}
                    @Receiver void any(T event) {}
                }

                @dev.signals.hibernate.Receivers({Missing.class, Receivers.class, OnlyMissing.class})
                @Entity class Watched { @Id Long id; }

                class OnlyMissing extends Missing {}
                """;

        // without a processor the compiler may choose other words, so only the places are compared
        assertThat(places(List.of(new ReceiverProcessor()), source))
                .hasSizeGreaterThan(15)
                .containsExactlyInAnyOrderElementsOf(places(List.of(), source));
    }

    private static List<String> places(List<Processor> processors, String source) {
        return Compilation.of(processors, Blog.ENTITIES, source).messages().stream()
                .map(message -> message.substring(0, message.indexOf(' ')))
                .toList();
    }

    @Test
    void mistakesAreToldBesideTheErrorsOfTheCompiler() {
        assertThat(Expect.compile("""
                                class Receivers {
                                    @Receiver void missing(PostSave<Missing> event) {}
                                    @Receiver void wrong(Article article) {}
                                }
                                """).messages())
                .anyMatch(message -> message.startsWith("3:37 cannot find symbol"))
                .anyMatch(message -> message.startsWith("4:20 cannot register @Receiver method"));
    }

    @Test
    void receiversThatAreCompiledAlreadyAreCheckedForWhatASubclassMakesOfThem() {
        Expect.refused(
                """
                class Books extends dev.signals.processor.LibraryReceivers<dev.signals.processor.LibraryReceivers.Book> {
                    @Receiver(uid = ^"library")
                    void second(PostSave<dev.signals.processor.LibraryReceivers.Book> event) {}
                }

                ^^class Comments extends dev.signals.processor.LibraryReceivers<Comment> {
                    @Receiver
                    void found(PostSave<Comment> event) {}
                }
                """,
                "receiver com.acme.Books.second would not be connected: its uid is taken by receiver"
                        + " dev.signals.processor.LibraryReceivers.saved (uid \"library\") of post_save for"
                        + " dev.signals.processor.LibraryReceivers$Book, and the first stays; use another uid",
                "cannot connect receiver dev.signals.processor.LibraryReceivers.saved (uid \"library\") of post_save for"
                        + " com.acme.Comment: there is no attribute \"isbn\"; there are article",
                "cannot connect receiver dev.signals.processor.LibraryReceivers.written of collection_changed for"
                        + " com.acme.Comment.chapters: there is no attribute \"chapters\" that collection_changed is about; the"
                        + " entity has none");
    }
}
