package dev.signals.test;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The extension behind {@link RunAfterCommit}. */
public final class RunAfterCommitExtension
        implements BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RunAfterCommitExtension.class);

    /** Called by JUnit. */
    public RunAfterCommitExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(SignalRecorder.class, SignalRecorder.ofProcess());
    }

    /** Called before the methods with {@code @AfterEach} and before Spring rolls the transaction back. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            recorder(context).runWaiting();
        }
    }

    /** Called also if the extension before this one has failed, and then there is no recorder. */
    @Override
    public void afterEach(ExtensionContext context) {
        SignalRecorder recorder = find(context);
        if (recorder != null) {
            recorder.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SignalRecorder.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return recorder(context);
    }

    private static SignalRecorder recorder(ExtensionContext context) {
        return Objects.requireNonNull(find(context));
    }

    private static @Nullable SignalRecorder find(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(SignalRecorder.class, SignalRecorder.class);
    }
}
