package dev.signals.processor;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;

/** The annotation processors of the compiler besides this one. */
final class OtherProcessors {

    /** The code that looks for services. Gradle reads the service files itself. */
    private static final List<String> FINDERS =
            List.of(ServiceLoader.class.getName(), "org.gradle.api.internal.tasks.compile.");

    private OtherProcessors() {}

    /**
     * Returns whether there is certainly no other processor. If this one was found as a service, so were the others.
     * Processors given by name cannot be seen.
     */
    static boolean areNone() {
        return isFoundAsService() && isOnlyService();
    }

    private static boolean isFoundAsService() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .anyMatch(name -> FINDERS.stream().anyMatch(name::startsWith)));
    }

    private static boolean isOnlyService() {
        try {
            return ServiceLoader.load(Processor.class, ReceiverProcessor.class.getClassLoader()).stream()
                    .allMatch(provider -> provider.type() == ReceiverProcessor.class);
        } catch (ServiceConfigurationError e) {
            return false; // there is another one, which the compiler will complain about
        }
    }
}
