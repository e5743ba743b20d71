package dev.signals.docs.page;

import java.util.List;
import java.util.Optional;

/**
 * A block of code of a page.
 *
 * @param language what follows the backticks, or nothing
 * @param line the number of its first line in the page
 * @param code its lines, without the indentation of the fence
 * @param notes the invisible comments right before it, without their marks
 * @param closed whether the page closes it
 */
public record Fence(String language, int line, List<String> code, List<String> notes, boolean closed) {

    /** Returns the code as a text. */
    public String text() {
        return String.join("\n", code);
    }

    /** Returns what follows {@code name:} in a comment before the block. */
    public Optional<String> note(String name) {
        return notes.stream()
                .filter(note -> note.startsWith(name + ":"))
                .map(note -> note.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Returns whether a comment before the block is {@code name}. */
    public boolean isMarked(String name) {
        return notes.contains(name);
    }
}
