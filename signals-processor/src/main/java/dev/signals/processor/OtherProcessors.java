package dev.signals.processor;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;

/** Whether the compiler has other annotation processors than this one. */
final class OtherProcessors {

    /** Gradle reads the files of services itself. */
    private static final List<String> FINDERS =
            List.of(ServiceLoader.class.getName(), "org.gradle.api.internal.tasks.compile.");

    private OtherProcessors() {}

    /**
     * Returns whether there are certainly none: if this one has been found as a service, so have the others. Which processors were
     * given by name nobody tells.
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
            return false; // there is one, which the compiler will complain about
        }
    }
}
