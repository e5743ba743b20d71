package dev.signals.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The source of the classes that are compiled, which javac shows to processors. Other compilers, and some tools around javac, do not. */
final class Sources {

    private final Trees trees;

    private Sources(Trees trees) {
        this.trees = trees;
    }

    /** Returns the sources; null if the compiler does not show them. */
    static @Nullable Sources of(ProcessingEnvironment environment) {
        try {
            return new Sources(Trees.instance(environment));
        } catch (IllegalArgumentException | NoClassDefFoundError e) {
            return null; // as for Eclipse's compiler, which has no such trees
        }
    }

    /** Returns the tree of an element with its file; null if it comes from a class file. */
    @Nullable
    TreePath path(Element element) {
        return trees.getPath(element);
    }

    /** Returns the line of the name of an element, or 0. */
    long line(Element element) {
        TreePath path = path(element);
        return path == null ? 0 : line(path.getCompilationUnit(), path.getLeaf());
    }

    private long line(CompilationUnitTree file, Tree tree) {
        long start = trees.getSourcePositions().getStartPosition(file, tree);
        return start < 0 ? 0 : file.getLineMap().getLineNumber(start);
    }
}
