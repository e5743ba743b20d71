package dev.signals.quarkus.runtime.devui;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.SignalSettings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.enterprise.inject.Any;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;

/** What the card of the Dev UI shows. */
public class SignalsJsonRpcService {

    /** Called by Quarkus. */
    public SignalsJsonRpcService() {}

    /** Returns the receivers of all persistence units, those connected by code as well. */
    public List<Map<String, String>> getReceivers() {
        List<Map<String, String>> receivers = new ArrayList<>();
        for (InstanceHandle<SessionFactory> unit :
                Arc.container().listAll(SessionFactory.class, Any.Literal.INSTANCE)) {
            if (unit.getBean().isActive() && isEnabled(unit.get())) {
                ModelSignals.of(unit.get()).describe().rows().forEach(row -> receivers.add(describe(name(unit), row)));
            }
        }
        return receivers;
    }

    /** Returns how many receivers there are. */
    public int getNumberOfReceivers() {
        return getReceivers().size();
    }

    private static boolean isEnabled(SessionFactory factory) {
        return !"false".equalsIgnoreCase(String.valueOf(factory.getProperties().get(SignalSettings.ENABLED)));
    }

    private static String name(InstanceHandle<SessionFactory> unit) {
        return unit.getBean().getQualifiers().stream()
                .filter(PersistenceUnit.class::isInstance)
                .map(qualifier -> ((PersistenceUnit) qualifier).value())
                .findFirst()
                .orElse(PersistenceUnit.DEFAULT);
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
