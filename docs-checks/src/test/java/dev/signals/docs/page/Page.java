package dev.signals.docs.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param path where it is, from the root of the repository
 * @param lines its lines
 * @param fences its blocks of code
 * @param prose its lines, where those of blocks of code are empty
 */
public record Page(Path path, List<String> lines, List<Fence> fences, List<String> prose) {

    private static final Pattern FENCE = Pattern.compile("(\\s*)```([\\w-]*)\\s*");
    private static final Pattern COMMENT = Pattern.compile("\\s*<!--\\s*(.*?)\\s*-->\\s*");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");

    /** Reads the page at {@code path} below {@code root}. */
    public static Page read(Path root, Path path) throws IOException {
        return of(path, Files.readAllLines(root.resolve(path)));
    }

    /** Parses {@code lines}. */
    public static Page of(Path path, List<String> lines) {
        List<Fence> fences = new ArrayList<>();
        List<String> prose = new ArrayList<>(lines);
        for (int i = 0; i < lines.size(); i++) {
            Matcher opening = FENCE.matcher(lines.get(i));
            if (opening.matches()) {
                Fence fence = fence(lines, i, opening.group(1).length(), opening.group(2));
                fences.add(fence);
                int end = Math.min(i + fence.code().size() + (fence.closed() ? 1 : 0), lines.size() - 1);
                for (int inside = i; inside <= end; inside++) {
                    prose.set(inside, "");
                }
                i = end;
            }
        }
        return new Page(path, List.copyOf(lines), List.copyOf(fences), List.copyOf(prose));
    }

    private static Fence fence(List<String> lines, int opening, int indentation, String language) {
        List<String> code = new ArrayList<>();
        for (int i = opening + 1; i < lines.size(); i++) {
            Matcher mark = FENCE.matcher(lines.get(i));
            if (mark.matches()) {
                // the start of another block can only mean that this one was not closed
                boolean closed = mark.group(2).isEmpty();
                return new Fence(language, opening + 2, code, notesBefore(lines, opening), closed);
            }
            String line = lines.get(i);
            code.add(line.isBlank() ? "" : line.substring(Math.min(indentation, indentationOf(line))));
        }
        return new Fence(language, opening + 2, code, notesBefore(lines, opening), false);
    }

    private static int indentationOf(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<String> notesBefore(List<String> lines, int opening) {
        List<String> notes = new ArrayList<>();
        for (int i = opening - 1; i >= 0; i--) {
            Matcher comment = COMMENT.matcher(lines.get(i));
            if (!comment.matches()) {
                break;
            }
            notes.add(0, comment.group(1));
        }
        return notes;
    }

    /** Returns the blocks in {@code language}. */
    public List<Fence> fences(String language) {
        return fences.stream()
                .filter(fence -> fence.language().equals(language))
                .toList();
    }

    /** Returns the anchors of the headings, as code hosts make them. */
    public Set<String> anchors() {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> anchors = new LinkedHashSet<>();
        for (String line : prose) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = heading.group(1)
                        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int earlier = counts.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
            }
        }
        return anchors;
    }

    /** Returns a finding about a line of this page. */
    public String at(int line, String finding) {
        return path + ":" + line + ": " + finding;
    }
}
