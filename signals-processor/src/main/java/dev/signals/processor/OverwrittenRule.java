package dev.signals.processor;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * The warning about two receivers that set the same attribute before a save, with nothing that says which of them is the later
 * one. Their values depend on names of methods, or on the order of registration.
 */
final class OverwrittenRule {

    private final Sources sources;
    private final TypeNames names;
    private final Messager messager;
    private final Map<String, List<Connection>> setters = new HashMap<>();
    private final Set<Set<String>> reported = new HashSet<>();

    OverwrittenRule(Sources sources, TypeNames names, Messager messager) {
        this.sources = sources;
        this.names = names;
        this.messager = messager;
    }

    void check(Connection connection) {
        Sender sender = connection.sender();
        TreePath path = sources.path(connection.method().method());
        if (connection.signal() != EventSignal.PRE_SAVE
                || sender == null
                || path == null
                || !OptionRules.phases(connection.method()).isEmpty()
                || connection.method().receiver().isTrue("async")) {
            return;
        }
        for (String attribute : SetAttributes.of(path)) {
            List<Connection> others =
                    setters.computeIfAbsent(names.ofClass(sender.type()) + "." + attribute, key -> new ArrayList<>());
            others.stream()
                    .filter(other -> isUndecided(other, connection))
                    .findFirst()
                    .ifPresent(other -> warn(other, connection, attribute));
            others.add(connection);
        }
    }

    /** Returns whether both may be called for the same event, in an order that neither of them states. */
    private static boolean isUndecided(Connection first, Connection second) {
        return first.order() == second.order()
                && !first.method().origin().equals(second.method().origin())
                && !waits(first, second)
                && !waits(second, first)
                && !isOnly("createdOnly", "updatedOnly", first, second)
                && !isOnly("updatedOnly", "createdOnly", first, second)
                && !isOtherChange(first.method().receiver(), second.method().receiver());
    }

    private static boolean waits(Connection waiting, Connection first) {
        return !first.uid().isEmpty() && waiting.after().contains(first.uid());
    }

    private static boolean isOnly(String condition, String opposite, Connection first, Connection second) {
        return first.method().receiver().isTrue(condition)
                && second.method().receiver().isTrue(opposite);
    }

    /** Returns whether they are about two changes of one attribute, of which an event has only one. */
    private static boolean isOtherChange(GivenAnnotation first, GivenAnnotation second) {
        return first.texts("onChange").equals(second.texts("onChange"))
                && (differ(first.texts("from"), second.texts("from")) || differ(first.texts("to"), second.texts("to")));
    }

    private static boolean differ(List<String> values, List<String> others) {
        return !values.isEmpty() && !others.isEmpty() && !values.equals(others);
    }

    private void warn(Connection first, Connection second, String attribute) {
        TypeElement declaring = second.method().declaring();
        boolean suppressed =
                Suppressed.isSuppressed(Suppressed.OVERWRITTEN, first.method().method())
                        || Suppressed.isSuppressed(
                                Suppressed.OVERWRITTEN, second.method().method());
        if (!suppressed
                && reported.add(Set.of(
                        attribute, first.method().origin(), second.method().origin()))) {
            boolean together = first.method().declaring().equals(declaring);
            messager.printMessage(
                    Kind.WARNING,
                    "receivers " + first.method().name(names) + " and "
                            + second.method().name(names) + " both set attribute \"" + attribute + "\" of "
                            + names.ofClass(
                                    Objects.requireNonNull(second.sender()).type())
                            + " before a save, at order " + second.order() + ", so "
                            + (together ? "the names of the methods decide" : "the order of registration decides")
                            + " which value stays; give one of them another order, or after, or suppress \""
                            + Suppressed.OVERWRITTEN + "\"",
                    second.method().method());
        }
    }
}
