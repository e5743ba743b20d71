package dev.signals.it.enhanced;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.spi.BytecodeProvider;

/**
 * Copies the test classes and enhances the copies with the enhancer of the Hibernate that is tested. The build runs it before
 * the tests run on the copies.
 */
final class EnhanceTestClasses {

    private EnhanceTestClasses() {}

    /** Takes the directory of the test classes and that of the copies. */
    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Enhancer enhancer = ServiceLoader.load(BytecodeProvider.class, BytecodeProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow()
                .getEnhancer(new Context());
        delete(target);
        for (Path file : files(source)) {
            Path copy = target.resolve(source.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.write(copy, enhanced(enhancer, source.relativize(file), Files.readAllBytes(file)));
        }
    }

    private static byte[] enhanced(Enhancer enhancer, Path file, byte[] content) {
        String path = file.toString();
        if (!path.endsWith(".class")) {
            return content;
        }
        String name =
                path.replaceFirst("\\.class$", "").replace(file.getFileSystem().getSeparator(), ".");
        byte[] enhanced = enhancer.enhance(name, content);
        return enhanced == null ? content : enhanced;
    }

    /** Classes that are gone must not be left there from an earlier build, since their tests would still run. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path file : files(directory)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static final class Context extends DefaultEnhancementContext {

        /** Also classes that are no entities: the tests read and write fields of entities without a method between. */
        @Override
        @SuppressWarnings("removal") // there is no other way yet
        public boolean doExtendedEnhancement(UnloadedClass type) {
            return true;
        }

        /** The tests keep both sides in step themselves, and some leave one out on purpose. */
        @Override
        @SuppressWarnings("removal")
        public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
            return false;
        }
    }
}
