package dev.signals.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** The checks of all classes of one compilation, which report problems to the compiler. */
final class ReceiverChecks {

    private final Messager messager;
    private final Filer filer;
    private final Model model;
    private final @Nullable Sources sources;
    private final ReceiverMap map = new ReceiverMap();
    private final @Nullable OverwrittenRule overwritten;
    private final @Nullable UnregisteredRule unregistered;
    private final ReceiverMethods methods;
    private final ReceiversRule receivers;
    private final Uids uids;
    private final Set<String> reportedAfters = new HashSet<>();

    ReceiverChecks(ProcessingEnvironment environment) {
        messager = environment.getMessager();
        filer = environment.getFiler();
        model = new Model(environment);
        sources = Sources.of(environment);
        overwritten = sources == null ? null : new OverwrittenRule(sources, model.names(), messager);
        unregistered = sources == null ? null : new UnregisteredRule(model, sources);
        methods = new ReceiverMethods(model);
        receivers = new ReceiversRule(model, methods);
        uids = new Uids(model.names());
    }

    /**
     * Checks classes with their inherited methods.
     *
     * @param classNames all classes of the compilation
     * @param faulty whether the compiler has reported errors, and so may not know everything
     */
    void check(Collection<String> classNames, boolean faulty) {
        List<TypeElement> classes = classNames.stream()
                .<@Nullable TypeElement>map(model.elements()::getTypeElement)
                .filter(Objects::nonNull)
                .toList();
        if (unregistered != null) {
            classes.forEach(unregistered::add);
        }
        classes.forEach(this::check);
        if (!faulty) {
            map.write(filer, messager);
            if (unregistered != null) {
                unregistered.report(filer, messager);
            }
        }
    }

    private void check(TypeElement type) {
        receivers.check(type, messager);
        AfterRules afters = new AfterRules(model.names());
        List<Connection> connections = methods.of(type).stream()
                .flatMap(method -> check(method, type, afters).stream())
                .toList();
        if (unregistered != null) {
            unregistered.addReceivers(type, connections);
        }
        if (!type.getModifiers().contains(Modifier.ABSTRACT)) {
            connections.forEach(connection -> map.add(row(connection, type), type));
        }
    }

    private MapRow row(Connection connection, TypeElement type) {
        long line = sources == null ? 0 : sources.line(connection.method().method());
        return MapRow.of(connection, type, model.names(), line);
    }

    /** Returns the connections that would be made. */
    private List<Connection> check(ReceiverMethod method, TypeElement type, AfterRules afters) {
        ReceiverCheck check = ReceiverCheck.of(method, type, model);
        List<Problem> problems = new ArrayList<>(check.problems());
        if (!method.declaring().equals(type)) {
            // reported at the class that declares the method
            problems.removeAll(
                    ReceiverCheck.of(method, method.declaring(), model).problems());
        }
        if (check.problems().isEmpty()) {
            check.connections()
                    .forEach(connection -> uids.add(connection)
                            .ifPresent(message -> problems.add(
                                    new Problem(message, method.receiver().value("uid")))));
            check.connections()
                    .forEach(connection -> afters.add(connection)
                            .filter(message -> reportedAfters.add(method.origin() + message))
                            .ifPresent(message -> problems.add(
                                    new Problem(message, method.receiver().value("after")))));
        }
        problems.forEach(problem -> report(problem, method, type));
        if (overwritten != null && problems.isEmpty()) {
            check.connections().forEach(overwritten::check);
        }
        return check.problems().isEmpty() ? check.connections() : List.of();
    }

    /** Reports a problem at the annotation value, if that is in this class; otherwise at the method or the class. */
    private void report(Problem problem, ReceiverMethod method, TypeElement type) {
        Element annotated = method.receiver().annotated();
        if (problem.place() != null && type.equals(annotated.getEnclosingElement())) {
            messager.printMessage(
                    Kind.ERROR, problem.message(), annotated, method.receiver().mirror(), problem.place());
        } else {
            messager.printMessage(
                    Kind.ERROR, problem.message(), method.declaring().equals(type) ? method.method() : type);
        }
    }
}
