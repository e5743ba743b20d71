package dev.signals.hibernate.internal.connect;

import dev.signals.Option;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.M2mChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The collection attribute that a receiver is connected for, with the option to load keys. */
public final class CollectionPart extends ModelPart<CollectionEvent<?>> {

    /** All attributes. It is equivalent to no part. */
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
     * Adds the part to the options, in place of {@link dev.signals.hibernate.ModelSignals#loadingKeys}.
     *
     * @param attribute null for all attributes
     */
    static Option<?>[] in(Option<?>[] options, @Nullable String attribute) {
        List<Option<?>> others = new ArrayList<>(List.of(options));
        boolean loadsKeys = others.remove(LoadingKeys.INSTANCE);
        others.add(attribute == null && !loadsKeys ? ANY : new CollectionPart(attribute, loadsKeys, null));
        return others.toArray(Option[]::new);
    }

    /** Returns the name of the attribute; empty for all attributes. */
    public Optional<String> attribute() {
        return Optional.ofNullable(attribute);
    }

    /** Returns whether {@link dev.signals.hibernate.ModelSignals#loadingKeys} was given. */
    public boolean loadsKeys() {
        return loadsKeys;
    }

    @Override
    CollectionPart named(String entityName) {
        return new CollectionPart(attribute, loadsKeys, entityName);
    }

    @Override
    boolean matches(CollectionEvent<?> event) {
        return attribute == null ? !isInverse(event) : attribute.equals(event.attribute());
    }

    /**
     * Returns whether an event is about the side with {@code mappedBy}. Only receivers that name the attribute get it, because
     * the other side has an event of its own for the same rows.
     */
    private static boolean isInverse(CollectionEvent<?> event) {
        return event instanceof M2mChanged<?> changed && changed.reverse();
    }

    /** Returns the attribute, so that two parts are equal if they are about the same attribute. */
    @Override
    @Nullable
    Object detail() {
        return attribute;
    }

    /** Returns a dot and the name of the attribute; empty for all attributes. */
    @Override
    public String toString() {
        return super.toString() + (attribute == null ? "" : "." + attribute);
    }

    /** The option {@link dev.signals.hibernate.ModelSignals#loadingKeys}. */
    public enum LoadingKeys implements Option<M2mChanged<?>> {
        INSTANCE;

        @Override
        public String toString() {
            return "loadingKeys()";
        }
    }
}
