package dev.signals.it.django;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was announced while a scenario was played: one map per event, and one per step with its outcome and
 * the facts looked at afterwards. Numbers are of type Long. The fields are explained in {@code
 * django-traces/README.md}.
 */
final class Recording {

    /** The events, in order. */
    final List<Map<String, @Nullable Object>> events = new ArrayList<>();

    /** Outcome and facts by the number of the step. */
    final SortedMap<Integer, Map<String, @Nullable Object>> steps = new TreeMap<>();

    private final String scenario;
    private final List<String> stepNames;

    Recording(String scenario, List<String> stepNames) {
        this.scenario = scenario;
        this.stepNames = List.copyOf(stepNames);
    }

    /** What Django announced. */
    static Recording ofDjango(String scenario) {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream file = Recording.class.getResourceAsStream("/django-traces/" + scenario + ".json")) {
            TraceFile trace = mapper.readValue(Objects.requireNonNull(file, scenario), TraceFile.class);
            Recording recording = new Recording(trace.scenario, trace.steps);
            trace.events.forEach(event -> recording.events.add(new LinkedHashMap<>(event)));
            trace.details.forEach(detail -> recording.steps.put(detail.step, detail.toMap()));
            return recording;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String scenario() {
        return scenario;
    }

    List<String> stepNames() {
        return stepNames;
    }

    /** The facts of a step. */
    @SuppressWarnings("unchecked") // only this class and Replay put them there
    static Map<String, @Nullable Object> facts(Map<String, @Nullable Object> step) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(step.get("facts"));
    }

    private record TraceFile(
            String scenario,
            List<String> steps,
            List<Map<String, @Nullable Object>> events,
            @JsonProperty("step_details") List<Detail> details) {}

    private record Detail(
            int step, String outcome, @Nullable Map<String, @Nullable Object> facts, List<String> order) {

        Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("outcome", outcome);
            map.put("facts", facts == null ? new LinkedHashMap<>() : new LinkedHashMap<>(facts));
            map.put("order", order);
            return map;
        }
    }
}
