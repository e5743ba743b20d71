package dev.signals.processor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources compiled in memory, against the class path of the tests. */
final class Compilation {

    private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    private final Map<String, MemoryFile> classes = new HashMap<>();
    private final Map<String, MemoryFile> resources = new HashMap<>();

    private Compilation() {}

    /**
     * Compiles sources, each in a file of its own, so they have no public classes.
     *
     * @param processors none to compile without
     */
    static Compilation of(List<Processor> processors, String... sources) {
        Compilation compilation = new Compilation();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<MemoryFile> files = new ArrayList<>();
        for (String source : sources) {
            files.add(new MemoryFile("Source" + files.size(), source));
        }
        JavaCompiler.CompilationTask task = compiler.getTask(
                null,
                compilation.new Files(compiler.getStandardFileManager(null, null, null)),
                compilation.diagnostics,
                processors.isEmpty()
                        ? List.of("-proc:none")
                        : List.of("-Xlint:all,-auxiliaryclass,-processing,-classfile"),
                null,
                files);
        task.setProcessors(processors);
        task.call();
        return compilation;
    }

    /** What the compiler has said, each as {@code line:column message}. */
    List<String> messages() {
        return diagnostics.getDiagnostics().stream()
                .map(each -> each.getLineNumber() + ":" + each.getColumnNumber() + " " + each.getMessage(Locale.ROOT))
                .toList();
    }

    /** A resource that the processor has written; empty if there is none. */
    String resource(String name) {
        MemoryFile file = resources.get(name);
        return file == null ? "" : file.content.toString(StandardCharsets.UTF_8);
    }

    /** Whether all that the compiler has said are errors. */
    boolean saysErrorsOnly() {
        return diagnostics.getDiagnostics().stream().allMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
    }

    /** An instance of one of the classes. */
    Object instance(String className) throws ReflectiveOperationException {
        var constructor = new Classes().loadClass(className).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private final class Files extends ForwardingJavaFileManager<JavaFileManager> {

        Files(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            MemoryFile file = new MemoryFile(className, kind);
            if (kind == JavaFileObject.Kind.CLASS) {
                classes.put(className, file);
            }
            return file;
        }

        @Override
        public FileObject getFileForOutput(Location location, String packageName, String name, FileObject sibling) {
            return resources.computeIfAbsent(name, MemoryFile::resource);
        }

        @Override
        public FileObject getFileForInput(Location location, String packageName, String name) {
            return resources.get(name);
        }
    }

    private static final class MemoryFile extends SimpleJavaFileObject {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        MemoryFile(String name, Kind kind) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
        }

        static MemoryFile resource(String name) {
            return new MemoryFile(name, Kind.OTHER);
        }

        MemoryFile(String name, String source) {
            this(name, Kind.SOURCE);
            content.writeBytes(source.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public OutputStream openOutputStream() {
            return content;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(content.toByteArray());
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content.toString(StandardCharsets.UTF_8);
        }
    }

    private final class Classes extends ClassLoader {

        Classes() {
            super(Compilation.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            MemoryFile file = classes.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.content.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
