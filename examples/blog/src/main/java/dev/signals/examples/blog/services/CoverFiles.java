package dev.signals.examples.blog.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cover pictures of the articles, in a temporary directory that is removed at the end. */
public final class CoverFiles implements AutoCloseable {

    private final Path directory;

    private CoverFiles(Path directory) {
        this.directory = directory;
    }

    public static CoverFiles inTemporaryDirectory() {
        try {
            return new CoverFiles(Files.createTempDirectory("blog-covers"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a directory for the cover files", e);
        }
    }

    public void write(String name, String svg) {
        try {
            Files.writeString(directory.resolve(name), svg);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the cover file " + name, e);
        }
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the cover file " + name, e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** The names of the files that are there. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the cover files in " + directory, e);
        }
    }

    @Override
    public void close() {
        names().forEach(this::delete);
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the directory " + directory, e);
        }
    }
}
