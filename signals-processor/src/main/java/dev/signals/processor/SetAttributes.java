package dev.signals.processor;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that the source of a receiver method sets in the instance of its event: by a setter or by the field, of {@code
 * event.instance()} or of a variable that was initialized with it. What other methods set is not seen.
 */
final class SetAttributes extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final String event;
    private final Set<String> instances = new HashSet<>();
    private final Set<String> found = new TreeSet<>();

    private SetAttributes(String event) {
        this.event = event;
    }

    /** Returns the names of the attributes. */
    static Set<String> of(TreePath path) {
        if (path.getLeaf() instanceof MethodTree method
                && method.getBody() != null
                && method.getParameters().size() == 1) {
            SetAttributes attributes =
                    new SetAttributes(method.getParameters().get(0).getName().toString());
            attributes.scan(method.getBody(), null);
            return attributes.found;
        }
        return Set.of();
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
        if (variable.getInitializer() != null && isInstance(variable.getInitializer())) {
            instances.add(variable.getName().toString());
        }
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && call.getArguments().size() == 1
                && isInstance(select.getExpression())) {
            addSetter(select.getIdentifier().toString());
        }
        return super.visitMethodInvocation(call, null);
    }

    private void addSetter(String method) {
        if (method.length() > 3 && method.startsWith("set") && Character.isUpperCase(method.charAt(3))) {
            found.add(method.substring(3, 4).toLowerCase(Locale.ROOT) + method.substring(4));
        }
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void nothing) {
        addField(assignment.getVariable());
        return super.visitAssignment(assignment, null);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void nothing) {
        addField(assignment.getVariable());
        return super.visitCompoundAssignment(assignment, null);
    }

    private void addField(ExpressionTree variable) {
        if (variable instanceof MemberSelectTree select && isInstance(select.getExpression())) {
            found.add(select.getIdentifier().toString());
        }
    }

    private boolean isInstance(ExpressionTree expression) {
        if (expression instanceof ParenthesizedTree parenthesized) {
            return isInstance(parenthesized.getExpression());
        }
        if (expression instanceof TypeCastTree cast) {
            return isInstance(cast.getExpression());
        }
        if (expression instanceof IdentifierTree variable) {
            return instances.contains(variable.getName().toString());
        }
        return expression instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("instance")
                && select.getExpression() instanceof IdentifierTree variable
                && variable.getName().contentEquals(event);
    }
}
