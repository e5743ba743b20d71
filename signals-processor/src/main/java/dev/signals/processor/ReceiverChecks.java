package dev.signals.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/** The checks of all classes of one compilation, which report problems to the compiler. */
final class ReceiverChecks {

    private final Messager messager;
    private final Model model;
    private final ReceiverMethods methods;
    private final ReceiversRule receivers;
    private final Uids uids;
    private final Set<String> reportedAfters = new HashSet<>();

    ReceiverChecks(ProcessingEnvironment environment) {
        messager = environment.getMessager();
        model = new Model(environment);
        methods = new ReceiverMethods(model);
        receivers = new ReceiversRule(model, methods);
        uids = new Uids(model.names());
    }

    /** Checks a class with its inherited methods. */
    void check(String className) {
        TypeElement type = model.elements().getTypeElement(className);
        if (type != null) {
            receivers.check(type, messager);
            AfterRules afters = new AfterRules(model.names());
            methods.of(type).forEach(method -> check(method, type, afters));
        }
    }

    private void check(ReceiverMethod method, TypeElement type, AfterRules afters) {
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
