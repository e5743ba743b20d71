package dev.signals.quarkus.runtime.devui;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalMap;
import io.quarkus.arc.Arc;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the card of the Dev UI shows. */
public class SignalsJsonRpcService {

    /** Called by Quarkus. */
    public SignalsJsonRpcService() {}

    /** Returns the receivers of all persistence units, those connected by code as well. */
    public List<Map<String, String>> getReceivers() {
        List<Map<String, String>> receivers = new ArrayList<>();
        ActiveUnits.find()
                .forEach((name, factory) ->
                        ModelSignals.of(factory).describe().rows().forEach(row -> receivers.add(describe(name, row))));
        return receivers;
    }

    /** Returns how many receivers there are. */
    public int getNumberOfReceivers() {
        return getReceivers().size();
    }

    /** Returns the address of the signals panel; an empty text if there is none. */
    public String getPanelAddress() {
        return Arc.container()
                .instance(DevPanel.class)
                .get()
                .address()
                .map(URI::toString)
                .orElse("");
    }

    private static Map<String, String> describe(String unit, SignalMap.Row row) {
        return Map.of(
                "unit", unit,
                "signal", row.signal(),
                "sender", row.sender(),
                "receiver", row.receiver(),
                "when", row.when(),
                "options", row.options());
    }
}
