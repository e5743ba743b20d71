package dev.signals.benchmarks.orm;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.IntStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription.Generic;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy.UsingLookup;
import net.bytebuddy.implementation.StubMethod;

/** Entity classes, and a class with a receiver method for each, made at run time. */
record ManyEntities(List<Class<?>> entities, List<Class<?>> receivers) {

    private static final int ATTRIBUTES = 10;

    static ManyEntities make(int count) {
        List<Class<?>> entities = IntStream.range(0, count)
                .<Class<?>>mapToObj(ManyEntities::entity)
                .toList();
        List<Class<?>> receivers = entities.stream()
                .<Class<?>>map(entity -> receiver(entity, entity.getSimpleName() + "Receivers"))
                .toList();
        return new ManyEntities(entities, receivers);
    }

    private static Class<?> entity(int number) {
        DynamicType.Builder<?> builder = new ByteBuddy()
                .subclass(Object.class)
                .name(name("Entity" + number))
                .annotateType(AnnotationDescription.Builder.ofType(Entity.class).build())
                .defineField("id", Long.class, Visibility.PUBLIC)
                .annotateField(AnnotationDescription.Builder.ofType(Id.class).build());
        for (int i = 0; i < ATTRIBUTES; i++) {
            builder = builder.defineField("attribute" + i, String.class, Visibility.PUBLIC);
        }
        return load(builder);
    }

    private static Class<?> receiver(Class<?> entity, String name) {
        DynamicType.Builder<?> builder = new ByteBuddy()
                .subclass(Object.class)
                .name(name(name))
                .defineMethod("saved", void.class, Visibility.PUBLIC)
                .withParameter(Generic.Builder.parameterizedType(PostSave.class, entity)
                        .build())
                .intercept(StubMethod.INSTANCE)
                .annotateMethod(
                        AnnotationDescription.Builder.ofType(Receiver.class).build());
        return load(builder);
    }

    private static String name(String simpleName) {
        return ManyEntities.class.getPackageName() + "." + simpleName;
    }

    /** Beside this class: Hibernate looks entities up by name. */
    private static Class<?> load(DynamicType.Builder<?> builder) {
        return builder.make()
                .load(ManyEntities.class.getClassLoader(), UsingLookup.of(MethodHandles.lookup()))
                .getLoaded();
    }
}
