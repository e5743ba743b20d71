package dev.signals.docs.check;

import dev.signals.docs.page.Page;
import dev.signals.docs.page.Pages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pages that no contents list, so that nobody finds them. */
public final class Contents {

    /** Which page has to link to the pages of a folder. */
    private record Rule(Pattern pages, List<Path> contents) {

        static Rule of(String pages, String... contents) {
            return new Rule(
                    Pattern.compile(pages),
                    List.of(contents).stream().map(Path::of).toList());
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.of("docs/guide/.+", "docs/guide/README.md"),
            Rule.of("docs/decisions/.+", "docs/decisions/README.md"),
            Rule.of("docs/[^/]+", "README.md", "docs/guide/README.md", "CONTRIBUTING.md"),
            Rule.of("docs/[^/]+/README.md", "README.md"),
            Rule.of("examples/.+", "README.md", "docs/guide/README.md"));

    private Contents() {}

    /** Returns the pages that are missing in the contents they belong to. */
    public static List<String> findings(Pages pages) {
        List<String> findings = new ArrayList<>();
        for (Page page : pages.all()) {
            for (Rule rule : RULES) {
                String path = page.path().toString().replace('\\', '/');
                if (rule.pages().matcher(path).matches()
                        && !rule.contents().contains(page.path())
                        && rule.contents().stream().noneMatch(contents -> lists(pages.at(contents), page.path()))) {
                    findings.add(page.at(1, "the page is in no contents; link to it in " + rule.contents()));
                }
            }
        }
        return findings;
    }

    /** Returns whether {@code contents} has a link to the page, or to its folder if the page is what a folder shows. */
    private static boolean lists(Optional<Page> contents, Path page) {
        return contents.stream()
                .flatMap(found -> Links.targets(found).stream())
                .anyMatch(target ->
                        target.equals(page) || target.resolve("README.md").equals(page));
    }
}
