package dev.signals.panel;

import dev.signals.Connection;
import dev.signals.DescribedReceiver;
import dev.signals.SignalReceiver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The places of receivers in the source, from the lines that the compiler has noted in class files. */
final class SourcePlaces {

    private static final System.Logger LOG = System.getLogger(SignalPanel.class.getName());

    /** The lines of a class by method. */
    private record Lines(String file, Map<String, Integer> methods) {}

    private static final Lines UNKNOWN = new Lines("", Map.of());

    private final Map<String, Lines> known = new ConcurrentHashMap<>();

    /** Returns file and line of a receiver, only the file if the line is unknown, or an empty text. */
    String of(Connection connection) {
        SignalReceiver<?> receiver = connection.receiver().orElse(null);
        if (receiver == null) {
            return "";
        }
        Class<?> type = receiver.getClass();
        String name = connection.receiverName();
        if (receiver instanceof DescribedReceiver<?>) {
            int dot = name.lastIndexOf('.');
            return dot < 0 ? "" : place(name.substring(0, dot), name.substring(dot + 1), loaders(connection, type));
        }
        return connection
                .connectedAt()
                .map(SourcePlaces::text)
                .orElseGet(() -> place(type.getName(), "receive", loaders(connection, type)));
    }

    private static String text(StackTraceElement place) {
        String file = place.getFileName() == null ? SafeText.shortName(place.getClassName()) : place.getFileName();
        return place.getLineNumber() > 0 ? file + ":" + place.getLineNumber() : file;
    }

    private String place(String type, String method, ClassLoader[] loaders) {
        Lines lines = lines(type, loaders);
        Integer line = lines.methods().get(method);
        return line == null ? lines.file() : lines.file() + ":" + line;
    }

    private static ClassLoader[] loaders(Connection connection, Class<?> type) {
        ClassLoader ofSender = connection.sender().map(Class::getClassLoader).orElseGet(type::getClassLoader);
        return new ClassLoader[] {
            ofSender, type.getClassLoader(), Thread.currentThread().getContextClassLoader()
        };
    }

    private Lines lines(String type, ClassLoader[] loaders) {
        return known.computeIfAbsent(type, name -> {
            for (ClassLoader loader : loaders) {
                Lines read = loader == null ? null : read(name, loader);
                if (read != null) {
                    return read;
                }
            }
            return UNKNOWN;
        });
    }

    private static @Nullable Lines read(String type, ClassLoader loader) {
        try (InputStream bytes = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
            if (bytes == null) {
                return null;
            }
            LineCollector collector = new LineCollector();
            new ClassReader(bytes).accept(collector, ClassReader.SKIP_FRAMES);
            return new Lines(collector.file, collector.methods);
        } catch (IOException | RuntimeException e) {
            // a class file may be newer than the reader; the panel then shows the receiver without its line
            LOG.log(Level.DEBUG, "The signals panel cannot read the lines of " + type, e);
            return null;
        }
    }

    /** Collects the first line of each method. */
    private static final class LineCollector extends ClassVisitor {

        private String file = "";
        private final Map<String, Integer> methods = new LinkedHashMap<>();

        LineCollector() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitSource(@Nullable String source, @Nullable String debug) {
            file = source == null ? "" : source;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return (access & Opcodes.ACC_BRIDGE) != 0
                    ? null
                    : new MethodVisitor(Opcodes.ASM9) {
                        @Override
                        public void visitLineNumber(int line, Label start) {
                            methods.merge(name, line, Math::min);
                        }
                    };
        }
    }
}
