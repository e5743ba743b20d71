package dev.signals.hibernate;

import dev.signals.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attribute that a receiver of a {@link CollectionSignal} is connected for, as {@link dev.signals.Connection#part} shows
 * it.
 */
public final class CollectionPart extends ModelPart<CollectionEvent<?>> {

    /** All attributes, as if there were no part. */
    public static final CollectionPart ANY = new CollectionPart(null, false, null);

    private final @Nullable String attribute;
    private final boolean loadsKeys;

    private CollectionPart(@Nullable String attribute, boolean loadsKeys, @Nullable String entityName) {
        super(entityName);
        this.attribute = attribute;
        this.loadsKeys = loadsKeys;
    }

    static CollectionPart of(String attribute) {
        return new CollectionPart(Objects.requireNonNull(attribute, "attribute"), false, null);
    }

    /**
     * The options with a part among them, which stands for {@link ModelSignals#loadingKeys} too.
     *
     * @param attribute null for all attributes
     */
    static Option<?>[] in(Option<?>[] options, @Nullable String attribute) {
        List<Option<?>> others = new ArrayList<>(List.of(options));
        boolean loadsKeys = others.remove(LoadingKeys.INSTANCE);
        if (attribute != null || loadsKeys) {
            others.add(new CollectionPart(attribute, loadsKeys, null));
        }
        return others.toArray(Option[]::new);
    }

    /** The name of the attribute; empty for all of them. */
    public Optional<String> attribute() {
        return Optional.ofNullable(attribute);
    }

    /** Whether {@link ModelSignals#loadingKeys} was given. */
    public boolean loadsKeys() {
        return loadsKeys;
    }

    @Override
    CollectionPart named(String entityName) {
        return new CollectionPart(attribute, loadsKeys, entityName);
    }

    @Override
    boolean covers(CollectionEvent<?> event) {
        return attribute == null || attribute.equals(event.attribute());
    }

    /** Equal are those of one attribute. */
    @Override
    @Nullable
    Object detail() {
        return attribute;
    }

    /** A dot and the name of the attribute; nothing for all of them. */
    @Override
    public String toString() {
        return super.toString() + (attribute == null ? "" : "." + attribute);
    }

    /** The option {@link ModelSignals#loadingKeys}. */
    enum LoadingKeys implements Option<M2mChanged<?>> {
        INSTANCE;

        @Override
        public String toString() {
            return "loadingKeys()";
        }
    }
}
