package dev.signals.docs.check;

import dev.signals.docs.page.Page;
import dev.signals.docs.page.Pages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Links to files and headings that do not exist. Links to other sites are not followed. */
public final class Links {

    private static final Pattern LINK = Pattern.compile("\\]\\(\\s*([^)\\s]+)(?:\\s+\"[^\"]*\")?\\s*\\)");
    private static final Pattern DEFINITION = Pattern.compile("^\\s*\\[[^\\]]+\\]:\\s+(\\S+)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private Links() {}

    /** A link, with the number of its line. */
    private record Link(int line, String target) {}

    /** Returns what is wrong with the links of {@code page}. */
    public static List<String> findings(Page page, Pages pages) {
        List<String> findings = new ArrayList<>();
        for (Link link : linksOf(page)) {
            problem(page, link.target(), pages).ifPresent(problem -> findings.add(page.at(link.line(), problem)));
        }
        return findings;
    }

    /** Returns the files and folders that {@code page} links to, from the root. */
    public static List<Path> targets(Page page) {
        return linksOf(page).stream()
                .map(link -> link.target().replaceFirst("#.*", ""))
                .filter(target -> !isElsewhere(target) && !target.isEmpty())
                .map(target -> resolve(page, target))
                .toList();
    }

    private static List<Link> linksOf(Page page) {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < page.prose().size(); i++) {
            int number = i + 1;
            // a link may have code for its text, but code that stands alone has no links
            String line = page.prose().get(i);
            String text = CODE.matcher(line).replaceAll("code");
            Stream.of(LINK, DEFINITION)
                    .flatMap(pattern -> pattern.matcher(text).results())
                    .map((MatchResult result) -> new Link(number, result.group(1)))
                    .forEach(links::add);
        }
        return links;
    }

    private static Optional<String> problem(Page page, String target, Pages pages) {
        if (isElsewhere(target)) {
            return Optional.empty();
        }
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty() ? page.path() : resolve(page, file);
        Optional<Page> linked = pages.at(path);
        if (linked.isEmpty() && !Files.exists(pages.root().resolve(path))) {
            return Optional.of("the link to " + target + " leads nowhere: there is no " + path);
        }
        if (hash >= 0 && linked.isPresent() && !linked.get().anchors().contains(target.substring(hash + 1))) {
            return Optional.of("the link to " + target + " leads nowhere: " + path + " has no such heading");
        }
        return Optional.empty();
    }

    private static boolean isElsewhere(String target) {
        return target.matches("[a-z]+:.*");
    }

    private static Path resolve(Page page, String file) {
        Path folder = page.path().getParent();
        return (folder == null ? Path.of(file) : folder.resolve(file)).normalize();
    }
}
