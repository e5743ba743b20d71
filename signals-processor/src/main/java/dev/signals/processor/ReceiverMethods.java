package dev.signals.processor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The receiver methods of a class, including inherited ones, as registering an instance finds them. */
final class ReceiverMethods {

    static final String RECEIVER = EventSignal.ANNOTATIONS + ".Receiver";

    private final Model model;

    ReceiverMethods(Model model) {
        this.model = model;
    }

    /** Returns each method once, in the order in which they are connected. */
    List<ReceiverMethod> of(TypeElement type) {
        List<TypeElement> lineage = model.lineage(type);
        List<ExecutableElement> annotated = lineage.stream()
                .flatMap(each -> ElementFilter.methodsIn(each.getEnclosedElements()).stream())
                .filter(method -> GivenAnnotation.of(method, RECEIVER).isPresent())
                .toList();
        Map<String, ReceiverMethod> found = new LinkedHashMap<>();
        if (!annotated.isEmpty()) {
            lineage.forEach(declaring -> addDeclared(declaring, annotated, found));
        }
        return found.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, ReceiverMethod> entry) ->
                                entry.getValue().method().getSimpleName().toString())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void addDeclared(
            TypeElement declaring, List<ExecutableElement> annotated, Map<String, ReceiverMethod> found) {
        for (ExecutableElement method : ElementFilter.methodsIn(declaring.getEnclosedElements())) {
            String key = key(method);
            List<ExecutableElement> same = annotated.stream()
                    .filter(other -> isAbove(other, declaring) && key(other).equals(key))
                    .toList();
            if (!same.isEmpty()) {
                GivenAnnotation receiver =
                        GivenAnnotation.of(same.get(0), RECEIVER).orElseThrow();
                found.putIfAbsent(
                        key,
                        new ReceiverMethod(
                                declaring,
                                method,
                                receiver,
                                Model.owner(same.get(0)),
                                origin(method, declaring, annotated)));
            }
        }
    }

    /**
     * Returns the topmost method that is overridden. With generic superclasses it may have other parameters after
     * erasure.
     */
    private String origin(ExecutableElement method, TypeElement declaring, List<ExecutableElement> annotated) {
        ExecutableElement origin = annotated.stream()
                .filter(other -> isAbove(other, declaring)
                        && (key(other).equals(key(method)) || model.elements().overrides(method, other, declaring)))
                .reduce(method, (lower, upper) -> upper);
        return model.names().of(Model.owner(origin)) + "." + key(origin);
    }

    private boolean isAbove(ExecutableElement method, TypeElement type) {
        return model.isA(type.asType(), Model.owner(method).asType());
    }

    private String key(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        boolean own = modifiers.contains(Modifier.PRIVATE) || modifiers.contains(Modifier.STATIC);
        return (own ? model.names().of(Model.owner(method)) + "." : "")
                + method.getSimpleName()
                + method.getParameters().stream()
                        .map(parameter -> model.names().of(model.types().erasure(parameter.asType())))
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
