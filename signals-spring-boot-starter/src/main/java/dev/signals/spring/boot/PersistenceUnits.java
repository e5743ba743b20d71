package dev.signals.spring.boot;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The persistence units of the application context that send signals; without those for which {@code signals.enabled} is false.
 */
final class PersistenceUnits {

    private final ListableBeanFactory beans;

    PersistenceUnits(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * One persistence unit.
     *
     * @param name its name; that of its bean if several have the name, as {@code default} is that of all that have none
     */
    record Unit(String name, EntityManagerFactory factory) {

        FactorySignals signals() {
            return ModelSignals.of(factory);
        }
    }

    /** Returns the persistence units in the order of their definitions. */
    List<Unit> all() {
        Map<String, EntityManagerFactory> factories = beans.getBeansOfType(EntityManagerFactory.class);
        List<String> names = factories.values().stream()
                .map(factory -> String.valueOf(factory.getName()))
                .toList();
        List<Unit> units = new ArrayList<>();
        factories.forEach((bean, factory) -> {
            if (sendsSignals(factory)) {
                String name = String.valueOf(factory.getName());
                units.add(new Unit(Collections.frequency(names, name) > 1 ? bean : name, factory));
            }
        });
        return units;
    }

    /** Returns whether a persistence unit sends signals, as its settings say. */
    static boolean sendsSignals(EntityManagerFactory factory) {
        Object enabled = factory.getProperties().get(SignalSettings.ENABLED);
        return enabled == null || !enabled.toString().equalsIgnoreCase("false");
    }
}
