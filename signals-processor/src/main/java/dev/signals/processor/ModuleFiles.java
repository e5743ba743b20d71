package dev.signals.processor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The module that is compiled, as its directories show it: the classes that the compiler does not make now, and the resources, in
 * which settings may name classes. Maven and Gradle keep both at places that are known.
 */
final class ModuleFiles {

    /** A file that need not be there, to find where the classes are written. */
    private static final String PROBE = "signals.probe";

    private static final int MOST_LEVELS = 5;
    /** Without a directory of their own, classes are written to where the compiler was started, which may be anywhere. */
    private static final int MOST_FILES = 50_000;

    private static final long MOST_BYTES = 1_000_000;
    private static final List<String> OTHER_LANGUAGES = List.of("kotlin", "groovy", "scala");
    private static final List<String> TEXTS =
            List.of(".properties", ".xml", ".yml", ".yaml", ".json", ".conf", ".imports", ".factories");

    private final Path output;
    private final @Nullable Path sources;

    private ModuleFiles(Path output) {
        this.output = output;
        this.sources = sources(output);
    }

    /** Returns the module; null if the compiler does not write into a directory. */
    static @Nullable ModuleFiles of(Filer filer) {
        Path output = output(filer);
        return output == null || !Files.isDirectory(output) ? null : new ModuleFiles(output);
    }

    private static @Nullable Path output(Filer filer) {
        try {
            return Path.of(filer.getResource(StandardLocation.CLASS_OUTPUT, "", PROBE)
                            .toUri())
                    .getParent();
        } catch (IOException | FileSystemNotFoundException e) {
            return null; // the classes are kept in memory, or nowhere
        }
    }

    /** Returns the directory {@code src} of the module; null if there is none. */
    private static @Nullable Path sources(Path output) {
        Path each = output;
        for (int level = 0; level < MOST_LEVELS && each != null; level++) {
            if (Files.isDirectory(each.resolve("src"))) {
                return each.resolve("src");
            }
            each = each.getParent();
        }
        return null;
    }

    /**
     * Returns whether the compiler sees all sources of the module. If the directory has classes that it does not make, it compiles
     * only what has changed, or another compiler has been there before.
     *
     * @param compiled the binary names of the classes that are compiled
     */
    boolean isWhole(Set<String> compiled) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            List<Path> all = files.limit(MOST_FILES).toList();
            return all.size() < MOST_FILES
                    && all.stream()
                            .map(file -> output.relativize(file).toString())
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.substring(0, name.length() - ".class".length())
                                    .replace('/', '.')
                                    .replace('\\', '.'))
                            .allMatch(name -> isMade(name, compiled))
                    && !hasOtherLanguages();
        }
    }

    private static boolean isMade(String name, Set<String> compiled) {
        int nested = name.indexOf('$', name.lastIndexOf('.') + 2);
        return name.endsWith("-info") || compiled.contains(nested < 0 ? name : name.substring(0, nested));
    }

    private boolean hasOtherLanguages() throws IOException {
        return !children(path -> OTHER_LANGUAGES.contains(String.valueOf(path.getFileName())))
                .isEmpty();
    }

    /** Returns the directories below those in {@code src}, as {@code src/main/resources}. */
    private List<Path> children(Predicate<Path> wanted) throws IOException {
        if (sources == null) {
            return List.of();
        }
        try (Stream<Path> found =
                Files.find(sources, 2, (path, attributes) -> attributes.isDirectory() && wanted.test(path))) {
            return found.toList();
        }
    }

    /** Returns which of these names occur in resources. */
    Set<String> mentioned(Set<String> names) throws IOException {
        Set<String> found = new HashSet<>();
        collect(output, names, found);
        for (Path resources : children(path -> path.endsWith("resources"))) {
            collect(resources, names, found);
        }
        return found;
    }

    private static void collect(Path directory, Set<String> names, Set<String> found) throws IOException {
        List<Path> texts;
        try (Stream<Path> files = Files.find(
                directory,
                Integer.MAX_VALUE,
                (path, attributes) -> attributes.isRegularFile() && attributes.size() < MOST_BYTES && isText(path))) {
            texts = files.toList();
        }
        for (Path text : texts) {
            // not as UTF-8, in which a file of another encoding could not be read; names of classes are mostly ASCII
            String content = Files.readString(text, StandardCharsets.ISO_8859_1);
            names.stream().filter(content::contains).forEach(found::add);
        }
    }

    private static boolean isText(Path file) {
        String name = String.valueOf(file.getFileName());
        return !file.endsWith(ReceiverMap.RESOURCE)
                && (TEXTS.stream().anyMatch(name::endsWith)
                        || String.valueOf(file.getParent()).endsWith("services"));
    }
}
