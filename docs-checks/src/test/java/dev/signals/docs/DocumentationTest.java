package dev.signals.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.docs.check.Contents;
import dev.signals.docs.check.Copies;
import dev.signals.docs.check.JavaBlocks;
import dev.signals.docs.check.Layout;
import dev.signals.docs.check.Links;
import dev.signals.docs.check.Program;
import dev.signals.docs.page.Pages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All pages of the repository. {@link MadeUpPagesTest} shows that each of these tests can fail. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void everyBlockInJavaCompilesAndProgramsPrintWhatIsShown(@TempDir Path classes) throws Exception {
        JavaBlocks blocks = JavaBlocks.compiled(Pages.below(ROOT).all(), classes);

        assertThat(blocks.errors()).isEmpty();
        assertThat(blocks.count()).isGreaterThan(30);
        List<String> findings = new ArrayList<>();
        for (Program program : blocks.programs()) {
            program.finding().ifPresent(findings::add);
        }
        assertThat(findings).isEmpty();
        assertThat(blocks.programs()).isNotEmpty();
    }

    @Test
    void everyCopyOfASourceIsCurrent() throws IOException {
        assertThat(Pages.below(ROOT).all())
                .flatMap(page -> Copies.findings(page, ROOT))
                .isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Pages pages = Pages.below(ROOT);

        assertThat(pages.all()).flatMap(page -> Links.findings(page, pages)).isEmpty();
    }

    @Test
    void everyBlockIsClosedAndNoLineIsTooLong() throws IOException {
        assertThat(Pages.below(ROOT).all()).flatMap(Layout::findings).isEmpty();
    }

    @Test
    void everyPageIsInTheContents() throws IOException {
        assertThat(Contents.findings(Pages.below(ROOT))).isEmpty();
    }
}
