package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some entities, and what the session factory is like. */
record Domain(String packageName, Set<Settings> settings, List<EntitySpec> entities) {

    boolean has(Settings setting) {
        return settings.contains(setting);
    }

    Optional<EntitySpec> entity(@Nullable String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }

    /** Those of which there can be rows. */
    List<EntitySpec> concrete() {
        return entities.stream().filter(entity -> !entity.isMappedSuperclass()).toList();
    }

    /** Those that are mapped by {@code hbm.xml}. */
    List<EntitySpec> byXml() {
        return entities.stream().filter(EntitySpec::isByXml).toList();
    }

    EntitySpec root(EntitySpec entity) {
        return entity(entity.parent()).map(this::root).orElse(entity);
    }

    /** The attributes of an entity with those that it inherits. */
    List<Attribute> attributes(EntitySpec entity) {
        return Stream.concat(
                        entity(entity.parent()).stream().flatMap(parent -> attributes(parent).stream()),
                        entity.attributes().stream())
                .toList();
    }

    Optional<Attribute> attribute(String entity, String attribute) {
        return entity(entity)
                .flatMap(spec -> attributes(spec).stream()
                        .filter(each -> each.name().equals(attribute))
                        .findFirst());
    }

    /** Whether an instance of {@code entity} is one of {@code type}. */
    boolean isA(String entity, String type) {
        return entity.equals(type)
                || entity(entity)
                        .map(EntitySpec::parent)
                        .filter(parent -> isA(parent, type))
                        .isPresent();
    }

    Domain with(Settings setting) {
        Set<Settings> more = EnumSet.of(setting);
        more.addAll(settings);
        return new Domain(packageName, more, entities);
    }

    Domain without(Settings setting) {
        Set<Settings> rest = settings.isEmpty() ? EnumSet.noneOf(Settings.class) : EnumSet.copyOf(settings);
        rest.remove(setting);
        return new Domain(packageName, rest, entities);
    }

    Domain with(EntitySpec changed) {
        return new Domain(
                packageName,
                settings,
                entities.stream()
                        .map(entity -> entity.name().equals(changed.name()) ? changed : entity)
                        .toList());
    }

    /** Without an entity, its subclasses, and everything that refers to one of them. */
    Domain without(EntitySpec gone) {
        Set<String> names = new HashSet<>();
        for (EntitySpec entity : entities) {
            if (isA(entity.name(), gone.name()) || (entity.idTarget() != null && isA(entity.idTarget(), gone.name()))) {
                names.add(entity.name());
            }
        }
        List<EntitySpec> rest = new ArrayList<>();
        for (EntitySpec entity : entities) {
            if (!names.contains(entity.name())) {
                rest.add(entity.with(entity.own().stream()
                        .filter(attribute -> !attribute.refersTo(names))
                        .toList()));
            }
        }
        return new Domain(packageName, settings, rest);
    }

    /** Without an attribute and the other side of it. */
    Domain without(EntitySpec entity, Attribute attribute) {
        Domain rest = with(entity.with(without(entity.own(), attribute.name())));
        Optional<EntitySpec> other = rest.entity(attribute.target());
        return attribute.back() == null || other.isEmpty()
                ? rest
                : rest.with(other.get().with(without(other.get().own(), attribute.back())));
    }

    private static List<Attribute> without(List<Attribute> attributes, String name) {
        return attributes.stream().filter(each -> !each.name().equals(name)).toList();
    }
}
