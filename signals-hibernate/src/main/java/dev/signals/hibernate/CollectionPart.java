package dev.signals.hibernate;

import dev.signals.Option;
import dev.signals.SenderPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attribute that a receiver of a {@link CollectionSignal} is connected for, as {@link dev.signals.Connection#part} shows
 * it.
 */
public final class CollectionPart implements SenderPart<CollectionEvent<?>> {

    /** All attributes, as if there were no part. */
    public static final CollectionPart ANY = new CollectionPart(null, false);

    private final @Nullable String attribute;
    private final boolean loadsKeys;

    private CollectionPart(@Nullable String attribute, boolean loadsKeys) {
        this.attribute = attribute;
        this.loadsKeys = loadsKeys;
    }

    static CollectionPart of(String attribute) {
        return new CollectionPart(Objects.requireNonNull(attribute, "attribute"), false);
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
            others.add(new CollectionPart(attribute, loadsKeys));
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
    public boolean includes(CollectionEvent<?> event) {
        return attribute == null || attribute.equals(event.attribute());
    }

    /** Equal are those of one attribute. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CollectionPart part && Objects.equals(attribute, part.attribute);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(attribute);
    }

    /** A dot and the name of the attribute; nothing for all of them. */
    @Override
    public String toString() {
        return attribute == null ? "" : "." + attribute;
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
