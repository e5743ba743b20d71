package dev.signals.outbox.internal.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.jspecify.annotations.Nullable;

/** Embeddables and composite identifiers: the parts by name. */
final class EmbeddableText implements ValueText {

    private final EmbeddableMappingType type;
    private final ValueText[] parts;

    /**
     * @param parts the text of each attribute of the type
     */
    EmbeddableText(EmbeddableMappingType type, ValueText[] parts) {
        this.type = type;
        this.parts = parts.clone();
    }

    private String name(int part) {
        return type.getAttributeMapping(part).getAttributeName();
    }

    @Override
    public Object toJson(Object value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            json.put(name(i), ValueText.json(parts[i], type.getValue(value, i)));
        }
        return json;
    }

    @Override
    public Object toValue(Object json) {
        Map<?, ?> byName = (Map<?, ?>) json;
        @Nullable Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = ValueText.value(parts[i], byName.get(name(i)));
        }
        return type.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
    }
}
