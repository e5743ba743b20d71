package dev.signals.weaver;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * A build plugin of Byte Buddy that weaves the signals {@code PRE_INIT} and {@code POST_INIT} around each {@code new} of an
 * entity in the packages that you name.
 *
 * <p>{@code byte-buddy-maven-plugin} and {@code byte-buddy-gradle-plugin} create it by its name and run it after the
 * compiler. It changes the code that calls constructors, never the entities' constructors. So signals are sent once for
 * each object, when the outermost constructor has ended, and not for instances that Hibernate or other reflection makes.
 * Constructor references such as {@code Article::new} are woven too, unless they are serializable. Classes outside of
 * the named packages, and classes that construct no entity, stay as they are. A class that has been woven before is not
 * woven again.
 *
 * <p>Woven code needs {@code signals-hibernate} at run time. This module and Byte Buddy are needed by the build only.
 *
 * <p>May be used by several threads at once.
 */
public final class SignalsWeaver implements Plugin.WithPreprocessor {

    private final List<String> packages;
    private final EntityClasses entities;
    private final Set<String> withSites = ConcurrentHashMap.newKeySet();

    /**
     * Creates a plugin that weaves {@code new} of classes with {@code @Entity}.
     *
     * @param packages the packages whose code is woven, with those below them, separated by commas
     * @throws IllegalArgumentException if no package is named
     */
    public SignalsWeaver(String packages) {
        this(packages, "");
    }

    /**
     * Creates a plugin that weaves {@code new} of more entities than annotations show.
     *
     * @param packages the packages whose code is woven, with those below them, separated by commas
     * @param entities entity classes that are mapped without {@code @Entity}, for instance in {@code orm.xml}, or
     *     packages of such, separated by commas
     * @throws IllegalArgumentException if no package is named
     */
    public SignalsWeaver(String packages, String entities) {
        this.packages = names(Objects.requireNonNull(packages, "packages"));
        this.entities = new EntityClasses(names(Objects.requireNonNull(entities, "entities")));
        if (this.packages.isEmpty()) {
            throw new IllegalArgumentException("cannot weave the packages \"" + packages
                    + "\": there is no name; give the packages whose code constructs entities, separated by commas");
        }
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Looks into a class of the named packages for a {@code new} that is to be woven. */
    @Override
    public void onPreprocess(TypeDescription type, ClassFileLocator classes) {
        String name = type.getName();
        if (packages.stream().noneMatch(each -> name.startsWith(each + "."))) {
            return;
        }
        byte[] bytes = read(name, classes);
        if (bytes.length > 0) {
            WeavingClassVisitor look = new WeavingClassVisitor(null, entity -> entities.has(entity, classes));
            OpenedClassReader.of(bytes).accept(look, 0);
            if (look.hasWoven() && !look.wasWovenBefore()) {
                withSites.add(name);
            }
        }
    }

    /** Returns the content of a class file; empty if there is none. */
    static byte[] read(String name, ClassFileLocator classes) {
        try {
            ClassFileLocator.Resolution found = classes.locate(name);
            return found.isResolved() ? found.resolve() : new byte[0];
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the class file of " + name, e);
        }
    }

    /** Returns whether {@link #onPreprocess} has found anything to weave in the class. */
    @Override
    public boolean matches(TypeDescription type) {
        return withSites.contains(type.getName());
    }

    /**
     * Weaves a class.
     *
     * @throws IllegalStateException if the class could not run, because {@code signals-hibernate} is not among its
     *     dependencies
     */
    @Override
    public DynamicType.Builder<?> apply(
            DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator classes) {
        if (read(WeavingMethodVisitor.RUNTIME.replace('/', '.'), classes).length == 0) {
            throw new IllegalStateException("cannot weave " + type.getName()
                    + ": woven code calls signals-hibernate, which is not on the class path of this module; add it as a"
                    + " dependency");
        }
        return builder.visit(new Weaving(entities, classes));
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    /** The step of the build in which one class is woven. */
    private static final class Weaving extends AsmVisitorWrapper.AbstractBase {

        private final EntityClasses entities;
        private final ClassFileLocator classes;

        Weaving(EntityClasses entities, ClassFileLocator classes) {
            this.entities = entities;
            this.classes = classes;
        }

        @Override
        public ClassVisitor wrap(
                TypeDescription type,
                ClassVisitor next,
                Implementation.Context context,
                TypePool pool,
                FieldList<FieldDescription.InDefinedShape> fields,
                MethodList<?> methods,
                int writerFlags,
                int readerFlags) {
            if ((readerFlags & ClassReader.SKIP_FRAMES) != 0) {
                throw new IllegalStateException("cannot weave " + type.getName() + ": another plugin of the same"
                        + " execution has stack map frames skipped; run the weaver in an execution of its own");
            }
            return new WeavingClassVisitor(next, entity -> entities.has(entity, classes));
        }
    }
}
