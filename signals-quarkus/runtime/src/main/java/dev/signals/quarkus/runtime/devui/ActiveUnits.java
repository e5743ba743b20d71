package dev.signals.quarkus.runtime.devui;

import dev.signals.hibernate.SignalSettings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.enterprise.inject.Any;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.SessionFactory;

/** The persistence units that are active and have signals. */
final class ActiveUnits {

    private ActiveUnits() {}

    /** Returns the session factories by the names of their persistence units. */
    static Map<String, SessionFactory> find() {
        Map<String, SessionFactory> units = new LinkedHashMap<>();
        for (InstanceHandle<SessionFactory> unit :
                Arc.container().listAll(SessionFactory.class, Any.Literal.INSTANCE)) {
            if (unit.getBean().isActive() && isEnabled(unit.get())) {
                units.put(name(unit), unit.get());
            }
        }
        return units;
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
}
