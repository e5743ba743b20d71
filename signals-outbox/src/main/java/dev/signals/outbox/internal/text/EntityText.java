package dev.signals.outbox.internal.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The identifier and the attributes of one entity as text. */
final class EntityText {

    /** How much of a value is in a message. */
    private static final int LONGEST = 40;

    private final EntityPersister persister;
    private final ValueTexts texts;
    private final ValueText id;

    /** By path, as far as they were needed. */
    private final Map<String, ValueText> attributes = new ConcurrentHashMap<>();

    EntityText(EntityPersister persister) {
        this.persister = persister;
        this.texts = new ValueTexts(persister.getFactory());
        this.id = texts.ofId(persister);
    }

    EntityPersister persister() {
        return persister;
    }

    /**
     * Checks that values of the entity can be read back.
     *
     * @param collections whether this goes for its collections too
     * @return what is wrong with which attribute; null if nothing is
     */
    static @Nullable String fault(EntityPersister persister, boolean collections) {
        ValueTexts texts = new ValueTexts(persister.getFactory());
        try {
            texts.ofId(persister);
        } catch (Unreadable e) {
            return "the identifier of " + persister.getEntityName() + " " + e.getMessage();
        }
        for (int i = 0; i < persister.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = persister.getAttributeMapping(i);
            if (collections || !(attribute instanceof PluralAttributeMapping)) {
                try {
                    check(texts, attribute);
                } catch (Unreadable e) {
                    return "attribute " + attribute.getAttributeName() + " of " + persister.getEntityName() + " "
                            + e.getMessage();
                }
            }
        }
        return null;
    }

    private static void check(ValueTexts texts, AttributeMapping attribute) {
        if (attribute instanceof EmbeddableValuedModelPart embedded
                && !embedded.getEmbeddableTypeDescriptor().isPolymorphic()) {
            EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
            for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
                if (!(type.getAttributeMapping(i) instanceof PluralAttributeMapping)) {
                    check(texts, type.getAttributeMapping(i));
                }
            }
        } else {
            texts.of(attribute);
        }
    }

    @Nullable
    Object idToJson(@Nullable Object value) {
        return ValueText.json(id, value);
    }

    /**
     * Returns the value of an identifier.
     *
     * @throws Unreadable if the type of the identifier cannot read it
     */
    @Nullable
    Object idToValue(@Nullable Object json) {
        try {
            return ValueText.value(id, json);
        } catch (RuntimeException e) {
            throw unreadable("the identifier", json, e);
        }
    }

    /** Returns the JSON of an attribute's value. */
    @Nullable
    Object toJson(String path, @Nullable Object value) {
        ValueText text = of(path);
        try {
            return text == null ? null : ValueText.json(text, value);
        } catch (RuntimeException e) {
            throw new Unreadable(
                    "attribute " + path + " of " + persister.getEntityName() + " cannot be kept for a durable call: "
                            + e,
                    e);
        }
    }

    /**
     * Returns the value of an attribute.
     *
     * @throws Unreadable if the type of the attribute cannot read it, as it may be if the class was changed
     */
    @Nullable
    Object toValue(String path, @Nullable Object json) {
        ValueText text = of(path);
        try {
            return text == null ? null : ValueText.value(text, json);
        } catch (RuntimeException e) {
            throw unreadable("attribute " + path, json, e);
        }
    }

    private Unreadable unreadable(String what, @Nullable Object json, RuntimeException cause) {
        return new Unreadable(
                what + " of " + persister.getEntityName() + " cannot read the value " + shortened(json)
                        + "; was its type changed since? Give it a type that can, or delete the call",
                cause);
    }

    private static String shortened(@Nullable Object json) {
        String text = String.valueOf(json);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Returns whether the entity has an attribute at this path. */
    boolean has(String path) {
        return of(path) != null;
    }

    private @Nullable ValueText of(String path) {
        ValueText known = attributes.get(path);
        if (known == null) {
            AttributeMapping attribute = ValueTexts.find(persister, path);
            if (attribute == null) {
                return null;
            }
            known = texts.of(attribute);
            attributes.put(path, known);
        }
        return known;
    }

    /**
     * Returns the JSON of a row. An embeddable with references is left out, because without a session there is nothing to refer
     * to.
     */
    Map<String, @Nullable Object> rowToJson(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            AttributeMapping attribute = persister.findAttributeMapping(name);
            if (attribute != null && !hasReferences(attribute)) {
                json.put(name, toJson(name, value));
            }
        });
        return json;
    }

    private static boolean hasReferences(AttributeMapping attribute) {
        if (!(attribute instanceof EmbeddableValuedModelPart embedded)) {
            return false;
        }
        EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
        for (int i = 0; i < type.getNumberOfAttributeMappings(); i++) {
            AttributeMapping part = type.getAttributeMapping(i);
            if (part instanceof EntityValuedModelPart
                    || part instanceof PluralAttributeMapping
                    || part instanceof DiscriminatedAssociationModelPart
                    || hasReferences(part)) {
                return true;
            }
        }
        return false;
    }
}
