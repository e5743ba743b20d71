package dev.signals.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/**
 * The map of the receiver methods of one compilation. The compiler does not know who is registered, and in which order;
 * {@code SignalMap} knows that at run time.
 */
final class ReceiverMap {

    /** The resource with the map. */
    static final String RESOURCE = "META-INF/signals/receivers.json";

    private final List<MapRow> rows = new ArrayList<>();
    private final List<TypeElement> owners = new ArrayList<>();

    void add(MapRow row, TypeElement owner) {
        rows.add(row);
        owners.add(owner);
    }

    /** Writes the map, if there are receiver methods. */
    void write(Filer filer, Messager messager) {
        if (rows.isEmpty()) {
            return;
        }
        try (Writer writer = filer.createResource(
                        StandardLocation.CLASS_OUTPUT, "", RESOURCE, owners.toArray(TypeElement[]::new))
                .openWriter()) {
            writer.write(json());
        } catch (IOException e) {
            messager.printMessage(Kind.WARNING, "cannot write " + RESOURCE + ", the map of the receivers: " + e);
        }
    }

    private String json() {
        return rows.stream()
                .sorted(MapRow.ORDER)
                .map(row -> "\n    " + row.json())
                .collect(Collectors.joining(",", "{\n  \"form\": 1,\n  \"receivers\": [", "\n  ]\n}\n"));
    }
}
