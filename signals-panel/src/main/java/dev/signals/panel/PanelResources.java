package dev.signals.panel;

import dev.signals.Scope;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.access.FactoryName;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two JSON resources. */
final class PanelResources implements Scope {

    private static final Pattern NUMBER = Pattern.compile("(?:^|&)(work|before|since)=(\\d{1,18})(?=&|$)");

    private static final long NANOS_PER_MICRO = 1_000;

    private static final System.Logger LOG = System.getLogger(SignalPanel.class.getName());

    private final PanelOptions options;
    private final Recording recording;
    private final Map<EntityManagerFactory, UnitRecorder> units = new LinkedHashMap<>();
    private final boolean durable = DurableCalls.arePossible();

    private PanelResources(PanelOptions options) {
        this.options = options;
        this.recording = new Recording(options.entries());
    }

    static PanelResources of(List<EntityManagerFactory> factories, PanelOptions options) {
        PanelResources resources = new PanelResources(options);
        SourcePlaces places = new SourcePlaces();
        try {
            for (EntityManagerFactory factory : factories) {
                String name = FactoryName.of(FactoryAccess.implementor(factory));
                resources.units.put(
                        factory, new UnitRecorder(factory, name, resources.recording, options.values(), places));
            }
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
        return resources;
    }

    String map() {
        List<Map<String, Object>> maps = new ArrayList<>();
        units.forEach((factory, recorder) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", recorder.name());
            json.put("statements", recorder.seesStatements());
            json.put("slow", recorder.slow() / NANOS_PER_MICRO);
            json.putAll(new ReceiverMap(factory, recorder::name).json());
            maps.add(json);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("values", options.values());
        json.put("units", maps);
        return Json.write(json);
    }

    /** Returns the works in short, one of them with its steps, or only a version if nothing has changed. */
    String activity(@Nullable String query) {
        recording.findAbandoned();
        Map<String, Long> numbers = numbers(query == null ? "" : query);
        Long work = numbers.get("work");
        if (work != null) {
            Map<String, Object> found = recording.work(work);
            return Json.write(found == null ? Map.of("gone", true) : found);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (numbers.getOrDefault("since", -1L) == recording.version()) {
            json.put("unchanged", true);
        } else {
            json.putAll(recording.summary(numbers.getOrDefault("before", Long.MAX_VALUE)));
        }
        json.put("queues", queues());
        return Json.write(json);
    }

    private static Map<String, Long> numbers(String query) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        Matcher matcher = NUMBER.matcher(query);
        while (matcher.find()) {
            numbers.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        return numbers;
    }

    private List<Map<String, Object>> queues() {
        List<Map<String, Object>> queues = new ArrayList<>();
        units.forEach((factory, recorder) -> {
            ReceiverMap receivers = new ReceiverMap(factory, recorder::name);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("unit", recorder.name());
            json.put("executors", WaitingCalls.of(receivers.connections()));
            if (recorder.listsSlowCalls()) {
                json.put("slow", SlowReceivers.of(factory, options.values()));
            }
            if (durable && receivers.hasDurable()) {
                json.put("durable", durableCalls(factory));
            }
            queues.add(json);
        });
        return queues;
    }

    /** Returns what waits in the database, which may be out of reach. */
    private Map<String, Object> durableCalls(EntityManagerFactory factory) {
        try {
            return DurableCalls.of(factory, options.values());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "The signals panel cannot read the durable calls", e);
            return Map.of("trouble", SafeText.shortName(e.getClass().getName()));
        }
    }

    @Override
    public void close() {
        units.values().forEach(UnitRecorder::close);
    }
}
