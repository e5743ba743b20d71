package dev.signals.processor;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * The annotation processor that turns a wrong {@code @Receiver} method into a compile error, with the message that
 * registering it would have at run time. It also finds names of attributes that the entity does not have, and uids that
 * two methods share. It warns of classes with receiver methods that nobody registers, and of receivers that set the same
 * attribute in an order that nothing states.
 *
 * <p>Only a method that can never work is an error. What depends on the mapping of a session factory is left to the
 * check at run time. No code is generated; the resource {@code META-INF/signals/receivers.json} lists the receiver
 * methods, in the form of {@code SignalMap.toJson()}. The compiler finds the processor on its processor path by itself.
 *
 * <p>The processor claims {@code @Receiver} and {@code @Receivers}: if nobody claims an annotation, {@code
 * -Xlint:processing} warns, and {@code -Werror} makes that an error. For the same reason it claims all other
 * annotations if there is no other processor: without this processor, the compiler would not have warned.
 */
public final class ReceiverProcessor extends AbstractProcessor {

    private final Set<String> types = new LinkedHashSet<>();
    private final boolean alone = OtherProcessors.areNone();

    /** Creates the processor; called by the compiler. */
    public ReceiverProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return alone ? Set.of("*") : Set.of(ReceiverMethods.RECEIVER, ReceiversRule.RECEIVERS);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    /**
     * Checks in the last round, when the classes that other processors generate are there too. It claims the
     * annotations, because javac warns of annotations that nobody claims. They belong to this project, and no other
     * processor waits for them.
     */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        addTypes(round.getRootElements());
        if (round.processingOver()) {
            new ReceiverChecks(processingEnv).check(types, round.errorRaised());
        }
        return true;
    }

    /**
     * Adds types by name, because elements belong to one round. All classes are added, because one without annotations
     * may inherit receivers.
     */
    private void addTypes(Iterable<? extends Element> elements) {
        for (TypeElement type : ElementFilter.typesIn(elements)) {
            types.add(type.getQualifiedName().toString());
            addTypes(type.getEnclosedElements());
        }
    }
}
