package dev.signals.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * An attribute of an entity or embeddable.
 *
 * @param type its type in that class
 * @param members its field, its getter, or both, because annotations may be on either
 */
record Attribute(TypeMirror type, List<Element> members) {

    Optional<GivenAnnotation> annotation(String name) {
        return members.stream()
                .flatMap(member -> GivenAnnotation.of(member, name).stream())
                .findFirst();
    }

    boolean hasAny(List<String> annotations) {
        return members.stream().anyMatch(member -> GivenAnnotation.isAnyOn(member, annotations));
    }
}
