package dev.signals.it.support;

import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Lets PIT list the tests without running them. It finds those of a parameterized class by executing the class, once in each of its
 * JVMs. Only its profile turns on the detection of extensions, which finds this one.
 */
public final class ListedTests implements InvocationInterceptor {

    private static final StackWalker STACK = StackWalker.getInstance();

    /** Both are on the stack when a JVM that changes classes lists tests. The JVM that measures coverage runs them meanwhile. */
    private static final Set<String> LISTING =
            Set.of("org.pitest.junit5.JUnit5TestUnitFinder", "org.pitest.mutationtest.execute.MutationTestMinion");

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceedUnlessListing(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceedUnlessListing(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceedUnlessListing(invocation);
    }

    private static void proceedUnlessListing(Invocation<Void> invocation) throws Throwable {
        if (areBeingListed()) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    /** Returns whether this is called by a test that is not going to run. */
    static boolean areBeingListed() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(LISTING::contains)
                        .distinct()
                        .count())
                == LISTING.size();
    }
}
