package dev.signals.examples.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process that can be killed and started again. */
final class ChildProcess implements AutoCloseable {

    private final String name;
    private final Path log;
    private final ProcessBuilder builder;
    private Process process;
    private int kills;

    private ChildProcess(String name, Path log, ProcessBuilder builder) throws IOException {
        this.name = name;
        this.log = log;
        this.builder = builder;
        this.process = builder.start();
    }

    /**
     * Starts the process.
     *
     * @param log the file for what it prints
     */
    static ChildProcess start(String name, Class<?> program, Path log, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // a short life: a quick start counts more than fast code
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return new ChildProcess(
                    name,
                    log,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the " + name, e);
        }
    }

    String name() {
        return name;
    }

    /** Returns how often it was killed. */
    int kills() {
        return kills;
    }

    /**
     * Returns whether the process has done its work and ended.
     *
     * @throws IllegalStateException if it has ended with an error
     */
    boolean hasEnded() {
        if (process.isAlive()) {
            return false;
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "The " + name + " has ended with exit code " + process.exitValue() + "; see " + log);
        }
        return true;
    }

    /** Ends the process without a word, and starts another one. */
    void killAndStartAgain() throws InterruptedException {
        process.destroyForcibly().waitFor();
        kills++;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the " + name + " again", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
