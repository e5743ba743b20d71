package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generated entity, or a mapped superclass.
 *
 * @param parent the class that it extends, null for none
 * @param inheritance how its own subclasses are mapped
 * @param idTarget the entity that its id is derived from, null for none
 */
record EntitySpec(
        String name,
        @Nullable String parent,
        Inheritances inheritance,
        Ids id,
        @Nullable String idTarget,
        Set<Traits> traits,
        List<Attribute> own) {

    boolean isMappedSuperclass() {
        return inheritance == Inheritances.MAPPED_SUPERCLASS;
    }

    boolean isByXml() {
        return has(Traits.BY_XML);
    }

    /** Whether methods of the entity read and set an attribute; its identifier is in fields. */
    boolean readsByMethod(Attribute attribute) {
        return has(Traits.BY_PROPERTY) && !attribute.feature().startsWith("Ids.");
    }

    boolean deletesSoftly() {
        return traits.stream().anyMatch(Traits::deletesSoftly);
    }

    boolean has(Traits trait) {
        return traits.contains(trait);
    }

    /** Its own attributes, with those that come with its traits and its id. */
    List<Attribute> attributes() {
        return Stream.concat(ofTraits(), own.stream()).toList();
    }

    private Stream<Attribute> ofTraits() {
        List<Attribute> attributes = new ArrayList<>();
        if (id.isDerived() && idTarget != null) {
            attributes.add(new Attribute(
                    "parent",
                    "Ids." + id,
                    Kind.TO_ONE,
                    List.of((id == Ids.MAPS_ID ? "@MapsId" : "@Id") + " @OneToOne(fetch = FetchType.LAZY)"),
                    idTarget,
                    "",
                    null,
                    null,
                    idTarget,
                    null,
                    false,
                    true,
                    null,
                    ""));
        }
        for (Traits trait : traits) {
            String field = trait.field(name);
            if (!field.isEmpty()) {
                attributes.add(Attribute.value(
                        field, "Traits." + trait, Kind.VALUE, trait.fieldAnnotations(name), "String", "\"s\" + n"));
            }
        }
        return attributes.stream();
    }

    Optional<Attribute> attribute(String attribute) {
        return attributes().stream()
                .filter(each -> each.name().equals(attribute))
                .findFirst();
    }

    EntitySpec with(List<Attribute> others) {
        return new EntitySpec(name, parent, inheritance, id, idTarget, traits, List.copyOf(others));
    }

    EntitySpec plus(Attribute attribute) {
        List<Attribute> more = new ArrayList<>(own);
        more.add(attribute);
        return with(more);
    }

    EntitySpec without(Traits trait) {
        Set<Traits> rest = traits.isEmpty() ? EnumSet.noneOf(Traits.class) : EnumSet.copyOf(traits);
        rest.remove(trait);
        return new EntitySpec(name, parent, inheritance, id, idTarget, rest, own);
    }

    EntitySpec with(Ids other) {
        return new EntitySpec(name, parent, inheritance, other, null, traits, own);
    }
}
