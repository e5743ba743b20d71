package dev.signals.examples.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A relay in a process of its own, which can be killed. */
final class RelayProcess {

    private static final String STARTED = "started";

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(Map<String, String> connector, Path offsets, String broker) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                offsets.toString(),
                broker));
        connector.forEach((name, value) -> command.add(name + "=" + value));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            awaitStart(process);
            return new RelayProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitStart(Process process) throws IOException {
        String line;
        do {
            line = process.inputReader(StandardCharsets.UTF_8).readLine();
        } while (line != null && !line.equals(STARTED));
        if (line == null) {
            throw new IllegalStateException("The relay has not started");
        }
    }

    /** Takes the file of the offsets, the broker, and the settings of the connector as {@code name=value}. */
    public static void main(String[] arguments) {
        Map<String, String> connector = new LinkedHashMap<>();
        for (String setting : List.of(arguments).subList(2, arguments.length)) {
            int equals = setting.indexOf('=');
            connector.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        try (Relay relay = Relay.start(connector, Path.of(arguments[0]), arguments[1])) {
            System.out.println(STARTED);
            relay.ended().join();
        }
    }

    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
