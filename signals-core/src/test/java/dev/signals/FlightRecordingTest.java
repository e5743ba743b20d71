package dev.signals;

import static dev.signals.SignalReceiver.async;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {

    private static final String EVENT = "dev.signals.ReceiverCall";

    private final Signal<String> signal = Signal.of("post_save", String.class);

    @TempDir
    private Path directory;

    private List<RecordedEvent> recorded(Runnable work) throws Exception {
        Path file = directory.resolve("calls.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EVENT);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    @Test
    void aCallIsRecordedWithItsNamesAndDuration() throws Exception {
        signal.connect(String.class, event -> Thread.onSpinWait(), Options.uid("spins"));
        List<RecordedEvent> events = recorded(() -> signal.send(String.class, "saved"));
        assertThat(events).hasSize(1);
        RecordedEvent call = events.get(0);
        assertThat(call.getString("signal")).isEqualTo("post_save");
        assertThat(call.getString("sender")).isEqualTo("java.lang.String");
        assertThat(call.getString("receiver")).isEqualTo("lambda in dev.signals.FlightRecordingTest");
        assertThat(call.getString("event")).isEqualTo("saved");
        assertThat(call.getString("failure")).isNull();
        assertThat(call.getDuration()).isPositive();
        assertThat(call.getThread().getJavaName())
                .isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void aFailureIsRecorded() throws Exception {
        signal.connect(event -> {
            throw new IllegalStateException("disk full");
        });
        List<RecordedEvent> events = recorded(
                () -> assertThatThrownBy(() -> signal.send(null, "saved")).hasMessage("disk full"));
        assertThat(events)
                .extracting(event -> event.getString("failure"))
                .containsExactly("java.lang.IllegalStateException: disk full");
    }

    @Test
    void filteredDeliveredAndAsynchronousCallsAreRecordedWhenTheyAreMade() throws Exception {
        Delivery<Object> atOnce = (event, call) -> call.run();
        signal.connect(event -> {}, Options.filter(event -> event.equals("other")), Options.uid("refuses"));
        signal.connect(event -> {}, atOnce, Options.uid("delivered"));
        signal.connect(async(event -> CompletableFuture.completedFuture(1)), Options.uid("async"));
        assertThat(recorded(() -> signal.send(null, "saved"))).hasSize(2);
    }

    @Test
    void nothingIsRecordedWhenRecordingsHaveEnded() throws Exception {
        signal.connect(event -> {});
        assertThat(recorded(() -> {})).isEmpty();
        signal.send(null, "saved");
        assertThat(FlightRecording.isOn()).isFalse();
    }

    @Test
    void aRunningDispatchNoticesARecordingThatStarts() throws Exception {
        signal.connect(event -> {});
        for (int i = 0; i < 20_000; i++) { // compiled by now
            signal.send(null, "before");
        }
        assertThat(recorded(() -> signal.send(null, "during"))).hasSize(1);
    }
}
