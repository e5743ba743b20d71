package dev.signals.docs.check;

import dev.signals.docs.page.Fence;
import dev.signals.docs.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Blocks that are not closed, and lines that are too long to read in a diff. */
public final class Layout {

    private static final int LIMIT = 120;

    /** What is copied from elsewhere, and is as long as it is there. */
    private static final Set<String> COPIED = Set.of("text", "json", "mermaid");

    private Layout() {}

    /** Returns what is wrong with the layout of {@code page}. */
    public static List<String> findings(Page page) {
        List<String> findings = new ArrayList<>();
        for (Fence fence : page.fences()) {
            if (!fence.closed()) {
                findings.add(page.at(fence.line() - 1, "the block of code is not closed"));
            }
            if (!COPIED.contains(fence.language())) {
                findLongLines(page, fence.line(), fence.code(), findings);
            }
        }
        findLongLines(page, 1, page.prose(), findings);
        return findings;
    }

    private static void findLongLines(Page page, int first, List<String> lines, List<String> findings) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > LIMIT && !line.stripLeading().startsWith("|") && !isAddress(line)) {
                findings.add(
                        page.at(first + i, "the line has " + line.length() + " characters, the limit is " + LIMIT));
            }
        }
    }

    /** An address cannot be wrapped. */
    private static boolean isAddress(String line) {
        return line.matches("\\[[^\\]]+\\]: \\S+");
    }
}
