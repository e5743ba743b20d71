package dev.signals.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.docs.check.Contents;
import dev.signals.docs.check.Copies;
import dev.signals.docs.check.JavaBlocks;
import dev.signals.docs.check.Layout;
import dev.signals.docs.check.Links;
import dev.signals.docs.check.Program;
import dev.signals.docs.page.Page;
import dev.signals.docs.page.Pages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages with one mistake each, which the checks of {@link DocumentationTest} find. */
class MadeUpPagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path PATH = Path.of("docs/guide/made-up.md");

    @TempDir
    Path classes;

    @Test
    void aBlockThatUsesWhatIsGoneIsFoundWithItsLine() throws Exception {
        Page page = page(
                "# Made up",
                "",
                "```java",
                "PRE_SAVE.connect(Article.class, event -> event.instance().title = null);",
                "PRE_SAVE.connect(Article.class, event -> event.whatWasOnceCalledSo());",
                "```");

        assertThat(errors(page))
                .singleElement()
                .asString()
                .startsWith(PATH + ":5: the block does not compile")
                .contains("whatWasOnceCalledSo");
    }

    @Test
    void aReceiverMethodThatNamesAnAttributeWhichIsGoneIsFound() throws Exception {
        Page page = page(
                "```java",
                "class ArticleReceivers {",
                "    @Receiver(onChange = \"titel\")",
                "    void index(PostSave<Article> event) { ... }",
                "}",
                "```");

        assertThat(errors(page))
                .singleElement()
                .asString()
                .contains("made-up.md:3")
                .contains("there is no attribute \"titel\"");
    }

    @Test
    void whatTheCodeTakesForGrantedComesFromAPreamble() throws Exception {
        String code = "PIZZA.send(Oven.class, new PizzaDone(pizza));";
        String declaration = "static final Signal<PizzaDone> PIZZA = Signal.of(\"pizza\", PizzaDone.class);";

        assertThat(errors(page("```java", declaration, code, "```"))).isNotEmpty();
        assertThat(errors(page("<!-- preamble: Pizzeria -->", "```java", declaration, code, "```")))
                .isEmpty();
    }

    @Test
    void aBlockMayImportAnotherClassOfAUsualName() throws Exception {
        assertThat(errors(page(
                        "```java",
                        "import org.springframework.stereotype.Repository;",
                        "",
                        "@Repository",
                        "class Articles {}",
                        "```")))
                .isEmpty();
    }

    @Test
    void aProgramThatPrintsSomethingElseIsFound() throws Exception {
        assertThat(outputOf(program("`hello`"))).isEmpty();
        assertThat(outputOf(program("`good evening`")).orElseThrow()).contains("made-up.md:2", "hello", "good evening");
        assertThat(outputOf(program("something")).orElseThrow()).contains("does not show");
    }

    private static Page program(String shown) {
        return page(
                "```java",
                "class MadeUp {",
                "    public static void main(String[] args) {",
                "        System.out.println(\"hello\");",
                "    }",
                "}",
                "```",
                "",
                "It prints " + shown + ".");
    }

    @Test
    void aCopyThatDiffersFromItsSourceIsFound() {
        String source = "<!-- from: docs-checks/src/test/java/dev/signals/docs/MadeUpPagesTest.java -->";

        assertThat(Copies.findings(
                        page(
                                source,
                                "```java",
                                "class MadeUpPagesTest {",
                                "",
                                "private static final Path ROOT = Path.of(\"..\");",
                                "```"),
                        ROOT))
                .isEmpty();
        assertThat(Copies.findings(
                        page(source, "```java", "class MadeUpPagesTest {", "private static final int ROOT = 1;", "```"),
                        ROOT))
                .containsExactly(
                        PATH
                                + ":3: the block is stale: docs-checks/src/test/java/dev/signals/docs/MadeUpPagesTest.java does not have these lines");
        assertThat(Copies.findings(
                        page("<!-- from: no/Such.java -->", "```java", "class MadeUpPagesTest {", "```"), ROOT))
                .containsExactly(PATH + ":3: the block is from no/Such.java, which does not exist");
    }

    @Test
    void aLinkToAFileOrAHeadingThatIsGoneIsFound() throws Exception {
        Page page = page(
                "# Made up",
                "See [events](events.md), [their values](changes.md#the-whole-row), [this](#made-up),",
                "[nothing](no-such-page.md), [no heading](events.md#no-such-heading) and [not here](#no-such-heading).",
                "",
                "[below]: ../nowhere.md");

        assertThat(Links.findings(page, Pages.below(ROOT).with(page)))
                .containsExactly(
                        PATH + ":3: the link to no-such-page.md leads nowhere: there is no docs/guide/no-such-page.md",
                        PATH
                                + ":3: the link to events.md#no-such-heading leads nowhere: docs/guide/events.md has no such heading",
                        PATH + ":3: the link to #no-such-heading leads nowhere: " + PATH + " has no such heading",
                        PATH + ":5: the link to ../nowhere.md leads nowhere: there is no docs/nowhere.md");
    }

    @Test
    void aBlockThatIsNotClosedIsFound() {
        assertThat(Layout.findings(page("```text", "a message", "", "The next section.")))
                .containsExactly(PATH + ":1: the block of code is not closed");
        assertThat(Layout.findings(page("```text", "a message", "", "```java", "int a;", "```")))
                .contains(PATH + ":1: the block of code is not closed");
    }

    @Test
    void aLineThatIsTooLongIsFoundExceptInATable() {
        String words = "word ".repeat(25);

        assertThat(Layout.findings(page("short", words, "| " + words + " |", "```text", words, "```")))
                .containsExactly(PATH + ":2: the line has 125 characters, the limit is 120");
        assertThat(Layout.findings(page("```java", "// " + words, "```")))
                .containsExactly(PATH + ":2: the line has 128 characters, the limit is 120");
    }

    @Test
    void aPageThatNoContentsListIsFound() throws Exception {
        assertThat(Contents.findings(Pages.below(ROOT).with(page("# Made up"))))
                .contains(PATH + ":1: the page is in no contents; link to it in [docs/guide/README.md]");
    }

    private static Page page(String... lines) {
        return Page.of(PATH, List.of(lines));
    }

    private List<String> errors(Page page) throws Exception {
        return JavaBlocks.compiled(List.of(page), classes).errors();
    }

    private Optional<String> outputOf(Page page) throws Exception {
        JavaBlocks blocks = JavaBlocks.compiled(List.of(page), classes);
        assertThat(blocks.errors()).isEmpty();
        assertThat(blocks.programs()).hasSize(1);
        Program program = blocks.programs().get(0);
        return program.finding();
    }
}
