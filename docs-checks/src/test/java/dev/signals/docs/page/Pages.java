package dev.signals.docs.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pages of a repository.
 *
 * @param root the root of the repository
 * @param all the pages
 */
public record Pages(Path root, List<Page> all) {

    private static final Set<String> NO_DOCUMENTATION = Set.of("target", "src", "node_modules");

    /** Reads all pages below {@code root}, except those that belong to sources or to what a build has made. */
    public static Pages below(Path root) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path path : paths(root)) {
            pages.add(Page.read(root, path));
        }
        return new Pages(root, pages);
    }

    private static List<Path> paths(Path root) throws IOException {
        try (Stream<Path> files = Files.find(
                root, 4, (path, attributes) -> path.toString().endsWith(".md") && isDocumentation(root, path))) {
            return files.map(root::relativize).sorted().toList();
        }
    }

    private static boolean isDocumentation(Path root, Path path) {
        for (Path name : root.relativize(path)) {
            if (NO_DOCUMENTATION.contains(name.toString()) || name.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /** Returns the page at {@code path}, from the root. */
    public Optional<Page> at(Path path) {
        return all.stream().filter(page -> page.path().equals(path)).findFirst();
    }

    /** Returns these pages and another one, as if it were there. */
    public Pages with(Page page) {
        List<Page> pages = new ArrayList<>(all);
        pages.removeIf(other -> other.path().equals(page.path()));
        pages.add(page);
        return new Pages(root, pages);
    }
}
