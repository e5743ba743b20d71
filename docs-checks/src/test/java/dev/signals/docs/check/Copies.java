package dev.signals.docs.check;

import dev.signals.docs.page.Fence;
import dev.signals.docs.page.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Blocks that say by {@code <!-- from: file -->} that they are a part of a source of the build, and differ from it.
 * Indentation and empty lines do not count.
 */
public final class Copies {

    private Copies() {}

    /** Returns what is wrong with the blocks of {@code page} that are copies. */
    public static List<String> findings(Page page, Path root) {
        List<String> findings = new ArrayList<>();
        for (Fence fence : page.fences()) {
            Optional<String> source = fence.note("from");
            if (source.isPresent()) {
                problem(fence, source.get(), root).ifPresent(problem -> findings.add(page.at(fence.line(), problem)));
            } else if (fence.language().equals("kotlin")) {
                findings.add(
                        page.at(fence.line(), "the block is not compiled; name its source by <!-- from: file -->"));
            }
        }
        return findings;
    }

    private static Optional<String> problem(Fence fence, String source, Path root) {
        Path file = root.resolve(source);
        if (!Files.exists(file)) {
            return Optional.of("the block is from " + source + ", which does not exist");
        }
        List<String> shown = words(fence.code());
        List<String> compiled = words(linesOf(file));
        for (int start = 0; start + shown.size() <= compiled.size(); start++) {
            if (compiled.subList(start, start + shown.size()).equals(shown)) {
                return Optional.empty();
            }
        }
        return Optional.of("the block is stale: " + source + " does not have these lines");
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().replaceFirst("^static (?=class |record |interface )", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
