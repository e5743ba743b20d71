package dev.signals.docs.check;

import dev.signals.docs.page.Fence;
import dev.signals.docs.page.Page;
import dev.signals.processor.ReceiverProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The blocks in Java of some pages, compiled in one run, with the checks of receiver methods that users have too.
 * Blocks that are copies of a source of the build are compiled there.
 */
public final class JavaBlocks {

    private final List<Unit> units;
    private final List<String> errors;
    private final Path classes;

    private JavaBlocks(List<Unit> units, List<String> errors, Path classes) {
        this.units = units;
        this.errors = errors;
        this.classes = classes;
    }

    /** Compiles the blocks of {@code pages}, and puts the classes into {@code classes}. */
    public static JavaBlocks compiled(List<Page> pages, Path classes) throws IOException {
        List<Unit> units = new ArrayList<>();
        for (Page page : pages) {
            for (Fence fence : page.fences("java")) {
                if (fence.note("from").isEmpty()) {
                    units.add(new Unit(page, fence));
                }
            }
        }
        return new JavaBlocks(units, units.isEmpty() ? List.of() : errorsOf(units, classes), classes);
    }

    private static List<String> errorsOf(List<Unit> units, Path classes) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, diagnostics, List.of("--release", "17", "-Xlint:none"), null, units);
            task.setProcessors(List.of(new ReceiverProcessor()));
            boolean successful = task.call();
            List<String> errors = diagnostics.getDiagnostics().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .map(JavaBlocks::finding)
                    .toList();
            if (!successful && errors.isEmpty()) {
                throw new IllegalStateException(
                        "the compiler failed without an error: " + diagnostics.getDiagnostics());
            }
            return errors;
        }
    }

    private static String finding(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = "the block does not compile: " + diagnostic.getMessage(Locale.ROOT);
        return diagnostic.getSource() instanceof Unit unit
                ? unit.page().at(unit.lineOfPage(diagnostic.getLineNumber()), message)
                : message;
    }

    /** Returns what the compiler reports. */
    public List<String> errors() {
        return errors;
    }

    /** Returns the programs among the blocks. */
    public List<Program> programs() {
        return units.stream()
                .filter(unit -> Unit.isProgram(unit.fence()))
                .map(unit -> new Program(unit.page(), unit.fence(), unit.className(), classes))
                .toList();
    }

    /** Returns how many blocks were compiled. */
    public int count() {
        return units.size();
    }
}
