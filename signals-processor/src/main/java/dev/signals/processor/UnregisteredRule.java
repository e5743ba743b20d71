package dev.signals.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * The warning about a class with receiver methods that nobody registers. The compiler knows only that nobody can: no source and no
 * setting of the module has the name of the class. It is silent wherever it does not see the whole module, and where an annotation
 * of the class may mean that somebody makes its instances.
 */
final class UnregisteredRule {

    private static final String CONTRIBUTOR = EventSignal.ANNOTATIONS + ".ReceiverContributor";

    /** The beginnings of the names of annotations that make nobody register a class. */
    private static final List<String> MEANINGLESS =
            List.of("java.lang.", "org.jspecify.", "lombok.", "javax.annotation.processing.", "com.google.errorprone.");

    private final Model model;
    private final Sources sources;
    private final Set<String> compiled = new HashSet<>();
    private final Set<CompilationUnitTree> files = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TypeElement> candidates = new ArrayList<>();

    UnregisteredRule(Model model, Sources sources) {
        this.model = model;
        this.sources = sources;
    }

    /** Adds a class of the compilation. */
    void add(TypeElement type) {
        compiled.add(model.names().of(type));
        TreePath path = sources.path(type);
        if (path != null) {
            files.add(path.getCompilationUnit());
        }
    }

    /**
     * Adds a class with receiver methods, after all classes of the compilation are known.
     *
     * @param connections what registering it would connect
     */
    void addReceivers(TypeElement type, List<Connection> connections) {
        if (!connections.isEmpty()
                && type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && !Suppressed.isSuppressed(Suppressed.UNREGISTERED, type)
                && !mayBeMadeBySomebody(type)
                && !model.isA(type.asType(), CONTRIBUTOR)
                && (!isPublic(type) || connections.stream().anyMatch(this::isAboutThisModule))) {
            candidates.add(type);
        }
    }

    private static boolean mayBeMadeBySomebody(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .map(AnnotationMirror::getAnnotationType)
                .map(annotation -> ((TypeElement) annotation.asElement())
                        .getQualifiedName()
                        .toString())
                .anyMatch(name -> MEANINGLESS.stream().noneMatch(name::startsWith));
    }

    private static boolean isPublic(TypeElement type) {
        for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
            if (!each.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the entity is compiled here too. A public class for other entities may be for other modules. */
    private boolean isAboutThisModule(Connection connection) {
        return connection.sender() != null
                && compiled.contains(model.names().ofClass(connection.sender().type()));
    }

    /** Warns of the classes that nobody mentions. */
    void report(Filer filer, Messager messager) {
        if (candidates.isEmpty()) {
            return;
        }
        ModuleFiles module = ModuleFiles.of(filer);
        try {
            if (module != null && module.isWhole(compiled)) {
                Set<String> names =
                        candidates.stream().map(UnregisteredRule::name).collect(Collectors.toSet());
                Set<String> mentioned = new HashSet<>(Mentions.of(names, files));
                mentioned.addAll(module.mentioned(names));
                candidates.stream()
                        .filter(type -> !mentioned.contains(name(type)))
                        .forEach(type -> warn(type, messager));
            }
        } catch (IOException | UncheckedIOException e) {
            messager.printMessage(
                    Kind.NOTE, "cannot look for receivers that nobody registers, as a file cannot be read: " + e);
        }
    }

    private static String name(TypeElement type) {
        return type.getSimpleName().toString();
    }

    private void warn(TypeElement type, Messager messager) {
        messager.printMessage(
                Kind.WARNING,
                "nobody registers " + model.names().of(type)
                        + ": no source and no resource of this module mentions it, so its @Receiver methods are never"
                        + " called; name it in @Receivers on an entity or in the setting signals.receivers, register an"
                        + " instance, or suppress \"" + Suppressed.UNREGISTERED + "\" if other code finds it",
                type);
    }
}
