package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The attributes that an update can set, and the reasons why others cannot be set. */
final class Attributes {

    private Attributes() {}

    /**
     * Returns the attribute with this path.
     *
     * @throws IllegalArgumentException if there is none that can be set
     */
    static Attribute settable(EntityPersister persister, String path) {
        Attribute attribute = Attribute.find(persister, path);
        String obstacle = attribute == null ? withoutAttribute(persister, path) : obstacle(attribute);
        if (attribute == null || obstacle != null) {
            List<String> settable = settablePaths(persister);
            throw new IllegalArgumentException("cannot set \"" + path + "\" of " + persister.getEntityName() + ": "
                    + obstacle + "; "
                    + (settable.isEmpty()
                            ? "it has no attribute that can be set"
                            : "the attributes that can be set are "
                                    + String.join(
                                            ", ",
                                            attribute == null ? ClosestName.nearestFirst(path, settable) : settable)));
        }
        return attribute;
    }

    private static String withoutAttribute(EntityPersister persister, String path) {
        String name = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (name.equals(persister.getIdentifierPropertyName())
                || (persister.getIdentifierMapping() instanceof EmbeddableValuedModelPart id
                        && id.getEmbeddableTypeDescriptor().findAttributeMapping(name) != null)) {
            return "it is the identifier";
        }
        return Attribute.find(persister, name) != null && path.contains(".")
                ? "\"" + name + "\" has no such attribute"
                : "there is no such attribute";
    }

    /** Returns why an attribute cannot be set; null if it can. */
    private static @Nullable String obstacle(Attribute attribute) {
        EntityPersister persister = attribute.persister();
        if (!persister.isMutable()) {
            return "the entity is immutable";
        }
        if (persister.isVersioned() && attribute.index() == HibernateAdapter.versionIndex(persister)) {
            return "it is the version, which withVersionCheck() increments";
        }
        String kind = obstacleOfKind(attribute);
        if (kind != null || isUpdatable(attribute.mapping())) {
            return kind;
        }
        if (hasOnlyFormulas(attribute.mapping())) {
            return "it is a formula, which has no column";
        }
        return attribute.isNaturalId()
                ? "it is a natural id that is not mutable"
                : "it is mapped with updatable = false";
    }

    private static @Nullable String obstacleOfKind(Attribute attribute) {
        AttributeMapping mapping = attribute.mapping();
        if (mapping instanceof PluralAttributeMapping) {
            return "it is a collection, whose rows are in another table";
        }
        Type type = attribute.type();
        if (type instanceof OneToOneType) {
            return "it is the side of a one-to-one without the column; set the attribute of the other entity";
        }
        if (type.isAnyType()) {
            return "it is an @Any, whose columns HQL does not set";
        }
        String around = attribute.embeddableWithSubclasses();
        if (around != null) {
            return "it is in \"" + around
                    + "\", an embeddable with subclasses, and HQL does not write which of them it is; set \"" + around
                    + "\" as a whole";
        }
        if (!(mapping instanceof EmbeddableValuedModelPart part)) {
            return null;
        }
        String aggregate = attribute.aggregate();
        if (aggregate != null) {
            return (aggregate.equals(attribute.path())
                            ? "it is an embeddable that is stored in one column"
                            : "it is an embeddable in \"" + aggregate + "\", which is stored in one column")
                    + ", and HQL writes only single attributes of it; set these by their paths";
        }
        return obstacleOfParts(part);
    }

    private static @Nullable String obstacleOfParts(EmbeddableValuedModelPart embeddable) {
        List<String> obstacles = new ArrayList<>();
        embeddable.getEmbeddableTypeDescriptor().getAttributeMappings().forEach(part -> {
            if (part instanceof PluralAttributeMapping) {
                obstacles.add("it has the collection \"" + part.getAttributeName()
                        + "\"; set its other attributes by their paths");
            } else if (Attribute.isAggregate(part)) {
                obstacles.add("it has the embeddable \"" + part.getAttributeName()
                        + "\", which is stored in one column; set its other attributes by their paths");
            } else if (part instanceof EmbeddableValuedModelPart inner) {
                Optional.ofNullable(obstacleOfParts(inner)).ifPresent(obstacles::add);
            }
        });
        return obstacles.isEmpty() ? null : obstacles.get(0);
    }

    private static boolean isUpdatable(AttributeMapping mapping) {
        if (!mapping.getAttributeMetadata().isUpdatable()) {
            return false;
        }
        boolean[] all = {true};
        mapping.forEachSelectable((index, column) -> all[0] &= column.isUpdateable() && !column.isFormula());
        return all[0];
    }

    private static boolean hasOnlyFormulas(AttributeMapping mapping) {
        boolean[] all = {true};
        mapping.forEachSelectable((index, column) -> all[0] &= column.isFormula());
        return all[0];
    }

    private static List<String> settablePaths(EntityPersister persister) {
        List<String> paths = new ArrayList<>();
        persister
                .getAttributeMappings()
                .forEach(mapping -> addSettable(persister, mapping.getAttributeName(), mapping, paths));
        return paths;
    }

    private static void addSettable(
            EntityPersister persister, String path, AttributeMapping mapping, List<String> paths) {
        Attribute attribute = Attribute.find(persister, path);
        if (attribute != null && obstacle(attribute) == null) {
            paths.add(path);
        }
        if (mapping instanceof EmbeddableValuedModelPart part) {
            part.getEmbeddableTypeDescriptor()
                    .getAttributeMappings()
                    .forEach(inner -> addSettable(persister, path + "." + inner.getAttributeName(), inner, paths));
        }
    }
}
