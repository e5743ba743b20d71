package dev.signals.it.harmless;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.EnhancementContext;
import org.hibernate.bytecode.enhance.spi.EnhancementException;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;

/** The classes of one domain, enhanced by Hibernate where the domain asks for it. */
final class DomainClasses extends ClassLoader {

    private final Domain domain;
    private final Map<String, byte[]> compiled = new HashMap<>();
    private final Map<String, Made> prototypes = new HashMap<>();

    /** The classes of a script; refused if Hibernate cannot enhance them. */
    static DomainClasses of(Script script, Map<String, byte[]> ofAllDomains) {
        try {
            return new DomainClasses(script.domain(), ofAllDomains);
        } catch (EnhancementException e) {
            throw new Oracle.Refused(e);
        }
    }

    private DomainClasses(Domain domain, Map<String, byte[]> ofAllDomains) {
        super(DomainClasses.class.getClassLoader());
        this.domain = domain;
        ofAllDomains.forEach((name, bytes) -> {
            if (name.startsWith(prefix())) {
                compiled.put(name, bytes);
            }
        });
        if (domain.has(Settings.ENHANCED)) {
            enhance();
        }
    }

    private void enhance() {
        Enhancer enhancer = Objects.requireNonNull(DomainServices.bytecode().getEnhancer(context()), "no enhancer");
        compiled.replaceAll((name, bytes) -> {
            byte[] enhanced = enhancer.enhance(name, bytes);
            return enhanced == null ? bytes : enhanced;
        });
    }

    /** Its loader is asked for classes as they were compiled. */
    private EnhancementContext context() {
        ClassLoader loader = new ClassLoader(getParent()) {
            private final Map<String, byte[]> original = new HashMap<>(compiled);

            @Override
            public java.io.InputStream getResourceAsStream(String name) {
                byte[] bytes = original.get(name.replaceFirst("\\.class$", "").replace('/', '.'));
                return bytes == null ? super.getResourceAsStream(name) : new java.io.ByteArrayInputStream(bytes);
            }
        };
        return new DefaultEnhancementContext() {
            @Override
            public ClassLoader getLoadingClassLoader() {
                return loader;
            }

            @Override
            public boolean hasLazyLoadableAttributes(UnloadedClass type) {
                return true;
            }

            @Override
            @SuppressWarnings("removal") // the work keeps the sides in step where it wants to
            public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
                return false;
            }
        };
    }

    /** Whether a class would be of this domain, but is not. */
    boolean lacks(String name) {
        return name.startsWith(prefix()) && !compiled.containsKey(name);
    }

    private String prefix() {
        return domain.packageName() + ".";
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    Class<?> entity(String name) {
        try {
            return loadClass(prefix() + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Class<?>> annotated() {
        return domain.entities().stream()
                .filter(spec -> !spec.isByXml())
                .<Class<?>>map(spec -> entity(spec.name()))
                .toList();
    }

    Made create(String entity) {
        try {
            return (Made) entity(entity).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An instance that is never saved, which makes values. */
    Made prototype(String entity) {
        return prototypes.computeIfAbsent(entity, this::create);
    }
}
