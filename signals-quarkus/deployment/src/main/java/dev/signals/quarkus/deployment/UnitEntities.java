package dev.signals.quarkus.deployment;

import io.quarkus.hibernate.orm.deployment.PersistenceUnitDescriptorBuildItem;
import jakarta.persistence.Entity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** The names that settings may give to the entities of each persistence unit: in Hibernate, and in Jakarta Persistence. */
final class UnitEntities {

    private static final DotName ENTITY = DotName.createSimple(Entity.class);

    private final IndexView index;
    private final Map<String, Set<String>> names;

    UnitEntities(IndexView index, List<PersistenceUnitDescriptorBuildItem> units) {
        this.index = index;
        this.names = units.stream()
                .collect(Collectors.toMap(
                        PersistenceUnitDescriptorBuildItem::getPersistenceUnitName, this::names, (one, other) -> {
                            Set<String> both = new HashSet<>(one);
                            both.addAll(other);
                            return both;
                        }));
    }

    /** Returns the names that no entity of a unit has, but one of another unit, in alphabetical order. */
    List<String> onlyInOthers(String unit) {
        Set<String> others = new TreeSet<>();
        names.values().forEach(others::addAll);
        others.removeAll(names.getOrDefault(unit, Set.of()));
        return List.copyOf(others);
    }

    private Set<String> names(PersistenceUnitDescriptorBuildItem unit) {
        Set<String> found = new HashSet<>();
        for (String type : unit.getManagedClassNames()) {
            found.add(type);
            found.add(shortName(type));
        }
        return found;
    }

    private String shortName(String type) {
        ClassInfo info = index.getClassByName(DotName.createSimple(type));
        AnnotationInstance entity = info == null ? null : info.declaredAnnotation(ENTITY);
        AnnotationValue name = entity == null ? null : entity.value("name");
        return name == null || name.asString().isEmpty() ? type.substring(type.lastIndexOf('.') + 1) : name.asString();
    }
}
