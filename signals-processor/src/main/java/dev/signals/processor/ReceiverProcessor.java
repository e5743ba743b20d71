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
 * The annotation processor that makes a wrong {@code @Receiver} method an error of the compiler, in the words in which it would be
 * refused when it is registered, and besides finds names of attributes that the entity does not have, and uids that two methods
 * share.
 *
 * <p>Only what can never work is an error; what depends on the mapping of a session factory is left to the check at run time.
 * Nothing is generated. The compiler finds the processor on its processor path by itself.
 *
 * <p>{@code @Receiver} and {@code @Receivers} are claimed: where nobody claims an annotation, {@code -Xlint:processing} warns, and {@code
 * -Werror} makes an error of that. For the same reason all others are claimed where no other processor is there to see them; without this
 * one, the compiler would not have warned.
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
     * Checks in the last round, when what other processors generate is there too. The annotations are claimed, as javac warns of those
     * that nobody claims; they are of this project, and no other processor waits for them.
     */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        addTypes(round.getRootElements());
        if (round.processingOver()) {
            ReceiverChecks checks = new ReceiverChecks(processingEnv);
            types.forEach(checks::check);
        }
        return true;
    }

    /** By name, as elements are of one round; all classes, since one without annotations may inherit receivers. */
    private void addTypes(Iterable<? extends Element> elements) {
        for (TypeElement type : ElementFilter.typesIn(elements)) {
            types.add(type.getQualifiedName().toString());
            addTypes(type.getEnclosedElements());
        }
    }
}
