package dev.signals.it.harmless;

import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.registry.classloading.spi.ClassLoadingException;
import org.hibernate.bytecode.spi.BytecodeProvider;

/**
 * Finds the classes of a domain, and for all domains only once which services there are: a look at each jar of the class path
 * for each of twenty kinds of service takes longer than to make tables.
 */
final class DomainServices implements ClassLoaderService {

    private static final long serialVersionUID = 1L;

    private static final Map<Class<?>, List<Class<?>>> IMPLEMENTATIONS = new ConcurrentHashMap<>();

    private static final BytecodeProvider BYTECODE = shared((BytecodeProvider)
            instance(implementations(loaderOf(DomainServices.class.getClassLoader()), BytecodeProvider.class)
                    .get(0)));

    private final transient DomainClasses classes;
    private final transient ClassLoaderService loader;

    DomainServices(DomainClasses classes) {
        this.classes = classes;
        loader = loaderOf(classes);
    }

    /** Makes proxies of a class once, for all session factories. */
    static BytecodeProvider bytecode() {
        return BYTECODE;
    }

    private static ClassLoaderService loaderOf(ClassLoader classes) {
        return new BootstrapServiceRegistryBuilder()
                .applyClassLoader(classes)
                .build()
                .requireService(ClassLoaderService.class);
    }

    private static List<Class<?>> implementations(ClassLoaderService loader, Class<?> contract) {
        return IMPLEMENTATIONS.computeIfAbsent(contract, key -> {
            List<Class<?>> found = new ArrayList<>();
            loader.loadJavaServices(key).forEach(service -> found.add(service.getClass()));
            return found;
        });
    }

    private static Object instance(Class<?> implementation) {
        try {
            Constructor<?> constructor = implementation.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does not forget its classes when a session factory is closed. */
    private static BytecodeProvider shared(BytecodeProvider provider) {
        return (BytecodeProvider) Proxy.newProxyInstance(
                DomainServices.class.getClassLoader(),
                new Class<?>[] {BytecodeProvider.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("resetCaches")) {
                        return null;
                    }
                    try {
                        return method.invoke(provider, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public <S> Collection<S> loadJavaServices(Class<S> contract) {
        if (contract == BytecodeProvider.class) {
            return List.of(contract.cast(BYTECODE));
        }
        return implementations(loader, contract).stream()
                .map(implementation -> contract.cast(instance(implementation)))
                .toList();
    }

    /** What a domain has not, for instance its {@code package-info}, is not looked for in all jars. */
    @Override
    public <T> Class<T> classForName(String className) {
        if (classes.lacks(className)) {
            throw new ClassLoadingException(className);
        }
        return loader.classForName(className);
    }

    @Override
    public URL locateResource(String name) {
        return loader.locateResource(name);
    }

    @Override
    public InputStream locateResourceStream(String name) {
        return loader.locateResourceStream(name);
    }

    @Override
    public List<URL> locateResources(String name) {
        return loader.locateResources(name);
    }

    @Override
    public <T> T generateProxy(InvocationHandler handler, Class<?>... interfaces) {
        return loader.generateProxy(handler, interfaces);
    }

    @Override
    public Package packageForNameOrNull(String packageName) {
        return loader.packageForNameOrNull(packageName);
    }

    @Override
    public <T> T workWithClassLoader(Work<T> work) {
        return loader.workWithClassLoader(work);
    }

    @Override
    public void stop() {
        loader.stop();
    }
}
