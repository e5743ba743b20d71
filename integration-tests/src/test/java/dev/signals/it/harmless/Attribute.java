package dev.signals.it.harmless;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a generated entity, as source and as what the work has to know of it.
 *
 * @param feature what it is an example of
 * @param annotations of the field, each a line
 * @param type of the field, as source
 * @param initial the expression it is initialized with, empty for none
 * @param sample the expression of a value or an element, made of {@code n}; null if it is an entity
 * @param key the expression of a key, made of {@code n}; null if there is none, or if it is an entity
 * @param target the entity it refers to, null for none
 * @param cascades whether persist reaches what it refers to
 * @param back the attribute of the target which refers back, null for none
 * @param nested classes that it brings along
 */
record Attribute(
        String name,
        String feature,
        Kind kind,
        List<String> annotations,
        String type,
        String initial,
        @Nullable String sample,
        @Nullable String key,
        @Nullable String target,
        @Nullable String keyTarget,
        boolean cascades,
        boolean required,
        @Nullable String back,
        String nested) {

    static Attribute value(
            String name, String feature, Kind kind, List<String> annotations, String type, String sample) {
        return new Attribute(
                name, feature, kind, annotations, type, "", sample, null, null, null, false, false, null, "");
    }

    Attribute withNested(String source) {
        return new Attribute(
                name,
                feature,
                kind,
                annotations,
                type,
                initial,
                sample,
                key,
                target,
                keyTarget,
                cascades,
                required,
                back,
                source);
    }

    Attribute withInitial(String expression) {
        return new Attribute(
                name,
                feature,
                kind,
                annotations,
                type,
                expression,
                sample,
                key,
                target,
                keyTarget,
                cascades,
                required,
                back,
                nested);
    }

    /** Whether it needs one of these entities. */
    boolean refersTo(Set<String> entities) {
        return (target != null && entities.contains(target)) || (keyTarget != null && entities.contains(keyTarget));
    }
}
