package dev.signals.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/** The problems of one method, in the words of the checks at run time. */
final class Problems {

    private final ReceiverMethod method;
    private final TypeNames names;
    private final List<Problem> found = new ArrayList<>();

    Problems(ReceiverMethod method, TypeNames names) {
        this.method = method;
        this.names = names;
    }

    List<Problem> found() {
        return List.copyOf(found);
    }

    /** Adds the fault of a method that cannot be a receiver. */
    void add(String fault, @Nullable AnnotationValue place) {
        String parameters = method.method().getParameters().stream()
                .map(parameter -> names.shortened(parameter.asType()))
                .collect(Collectors.joining(", ", "(", ")"));
        addMessage(
                "cannot register @Receiver method " + method.name(names) + parameters + ": " + fault
                        + "; a receiver looks like @Receiver void "
                        + method.method().getSimpleName() + "(PostSave<Article> event)",
                place);
    }

    /** Adds the fault of a receiver that cannot be connected. */
    void add(Connection connection, String fault, @Nullable AnnotationValue place) {
        addMessage("cannot connect " + connection.description(names) + ": " + fault, place);
    }

    /** Adds the fault of options that cannot be given together. */
    void addRefused(Connection connection, String fault, @Nullable AnnotationValue place) {
        addMessage(
                "cannot connect receiver " + method.name(names) + " to " + connection.signal() + " for "
                        + (connection.sender() == null
                                ? "any sender"
                                : names.ofClass(connection.sender().type()))
                        + ": " + fault,
                place);
    }

    /**
     * Adds a whole message, unless there is one for this place already: several signals report the same mistake once.
     */
    void addMessage(String message, @Nullable AnnotationValue place) {
        if (place == null || found.stream().noneMatch(problem -> problem.place() == place)) {
            found.add(new Problem(message, place));
        }
    }
}
