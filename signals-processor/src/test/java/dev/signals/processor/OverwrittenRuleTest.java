package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The warning about two receivers that set the same attribute. */
class OverwrittenRuleTest {

    private static final String SLUGS = """
            class Slugs {
                @Receiver
                void fill(PreSave<Author> event) {
                    Author author = event.instance();
                    author.setName(author.getName().trim());
                }
            }
            """;

    private static final String AUTHOR = """
            package com.acme;

            @jakarta.persistence.Entity
            class Author {
                @jakarta.persistence.Id Long id;
                String name;
                String title;

                void setName(String name) {
                    this.name = name;
                }

                void setTitle(String title) {
                    this.title = title;
                }

                String getName() {
                    return name;
                }
            }
            """;

    private static List<String> said(String... receivers) {
        return Compilation.of(List.of(new ReceiverProcessor()), AUTHOR, Blog.HEADER + String.join("", receivers))
                .messages()
                .stream()
                .map(message -> message.substring(message.indexOf(' ') + 1))
                .toList();
    }

    private static String receiver(String annotation, String statements) {
        return "class Names { " + annotation + " void trim(PreSave<Author> event) { " + statements + " } }\n";
    }

    private static final String WARNING = "receivers com.acme.Slugs.fill and com.acme.Names.trim both set attribute"
            + " \"name\" of com.acme.Author before a save, at order 0, so the order of registration decides which value"
            + " stays; give one of them another order, or after, or suppress \"signals.overwritten\"";

    private static void assertWarned(String receiver) {
        assertThat(said(SLUGS, receiver)).containsExactly(WARNING);
    }

    @Test
    void theWarningIsThatOfThePageOfErrors() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "errors.md"))).contains("\n" + WARNING + "\n");
    }

    @Test
    void aSetterOrAFieldOfTheInstanceIsSeen() {
        assertWarned(receiver("@Receiver", "event.instance().setName(\"\");"));
        assertWarned(receiver("@Receiver", "event.instance().name += \"\";"));
        assertWarned(receiver("@Receiver", "if (event.isNew()) { var a = (event.instance()); a.name = \"\"; }"));
        assertWarned(receiver("@Receiver(onChange = \"title\")", "(event.instance()).setName(\"\");"));
    }

    @Test
    void methodsOfOneClassAreCalledByName() {
        assertThat(said("""
                        class Names {
                            @Receiver
                            void a(PreSave<Author> event) {
                                event.instance().setName("a");
                            }

                            @Receiver
                            void b(PreSave<Author> event) {
                                event.instance().setName("b");
                            }
                        }
                        """))
                .singleElement()
                .asString()
                .contains("com.acme.Names.a and com.acme.Names.b both set", "so the names of the methods decide");
    }

    @Test
    void nothingIsSaidWhereTheOrderIsGivenOrOnlyOneCanBeMeant() {
        for (String annotation : List.of(
                "@Receiver(order = 1)",
                "@Receiver(order = -1)",
                "@SuppressWarnings(\"signals.overwritten\") @Receiver",
                "@SuppressWarnings(\"signals\") @Receiver")) {
            assertThat(said(SLUGS, receiver(annotation, "event.instance().setName(\"\");")))
                    .isEmpty();
        }
        String named = SLUGS.replace("@Receiver", "@Receiver(uid = \"slugs\", createdOnly = true)");
        assertThat(said(named, receiver("@Receiver(after = \"slugs\")", "event.instance().setName(\"\");")))
                .isEmpty();
        assertThat(said(named, receiver("@Receiver(updatedOnly = true)", "event.instance().setName(\"\");")))
                .isEmpty();
    }

    @Test
    void nothingIsSaidOfOtherAttributesInstancesAndSignals() {
        assertThat(said(SLUGS, receiver("@Receiver", "event.instance().setTitle(\"\");")))
                .isEmpty();
        assertThat(said(SLUGS, receiver("@Receiver", "new Author().setName(event.instance().getName());")))
                .isEmpty();
        assertThat(said(
                        SLUGS,
                        receiver("@Receiver", "event.instance().setName(\"\");").replace("PreSave", "PostSave")))
                .isEmpty();
        assertThat(said(
                        SLUGS,
                        receiver(
                                "@Receiver(phase = TransactionPhase.BEFORE_COMMIT)",
                                "event.instance().setName(\"\");")))
                .isEmpty();
    }

    @Test
    void anInheritedMethodIsOneReceiver() {
        assertThat(said(SLUGS, "class A extends Slugs {} class B extends Slugs {}"))
                .isEmpty();
    }
}
