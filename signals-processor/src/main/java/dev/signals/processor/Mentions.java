package dev.signals.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that sources mention outside themselves, by simple name: the least that code must do to register a class. Imports do
 * not count. In itself, a class counts as mentioned if it makes an instance, or calls a method {@code register}.
 */
final class Mentions extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final Set<String> wanted;
    private final Set<String> found = new HashSet<>();
    private final Deque<String> inside = new ArrayDeque<>();

    private Mentions(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Returns the mentioned ones of these names. */
    static Set<String> of(Set<String> wanted, Collection<CompilationUnitTree> files) {
        Mentions mentions = new Mentions(wanted);
        files.forEach(file -> mentions.scan(file, null));
        return mentions.found;
    }

    @Override
    public @Nullable Void visitImport(ImportTree node, @Nullable Void nothing) {
        return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
        scan(node.getModifiers(), null); // before the name, so that an annotation may name its own class
        inside.push(node.getSimpleName().toString());
        super.visitClass(node, null);
        inside.pop();
        return null;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void nothing) {
        add(node.getName().toString());
        return super.visitIdentifier(node, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void nothing) {
        add(node.getIdentifier().toString());
        return super.visitMemberSelect(node, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void nothing) {
        String made = lastName(node.getIdentifier());
        if (wanted.contains(made)) {
            found.add(made);
        }
        return super.visitNewClass(node, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
        if (lastName(node.getMethodSelect()).equals("register")) {
            inside.stream().filter(wanted::contains).forEach(found::add);
        }
        return super.visitMethodInvocation(node, null);
    }

    /** A setting in code may name a class. */
    @Override
    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
        if (node.getValue() instanceof String text) {
            wanted.stream().filter(text::contains).forEach(found::add);
        }
        return super.visitLiteral(node, null);
    }

    private void add(String name) {
        if (wanted.contains(name) && !inside.contains(name)) {
            found.add(name);
        }
    }

    private static String lastName(ExpressionTree expression) {
        if (expression instanceof MemberSelectTree select) {
            return select.getIdentifier().toString();
        }
        return expression instanceof IdentifierTree identifier
                ? identifier.getName().toString()
                : "";
    }
}
