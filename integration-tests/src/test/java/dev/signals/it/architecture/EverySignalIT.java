package dev.signals.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session factory does with all signals includes each constant of {@link ModelSignals}. */
@TestInstance(Lifecycle.PER_CLASS)
class EverySignalIT {

    private TestFactory factory;

    @Entity(name = "EveryNote")
    static class Note {
        @Id
        Long id;
    }

    static List<ModelSignal<?>> constants() throws IllegalAccessException {
        List<ModelSignal<?>> signals = new ArrayList<>();
        for (Field field : ModelSignals.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof ModelSignal<?> signal) {
                signals.add(signal);
            }
        }
        return signals;
    }

    @BeforeAll
    void build() {
        factory = TestFactory.of(Database.H2, Map.of(SignalSettings.BULK, "true"), Note.class);
    }

    @AfterAll
    void close() {
        factory.close();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void hasAnAccessor(ModelSignal<?> signal) throws ReflectiveOperationException {
        assertThat(ofFactory(signal).getClass()).isEqualTo(signal.getClass());
    }

    @ParameterizedTest
    @MethodSource("constants")
    void isDescribed(ModelSignal<?> signal) throws ReflectiveOperationException {
        var connection = ofFactory(signal).connect(event -> {});

        assertThat(factory.signals().describe().toString())
                .contains(signal.signal().name() + " ");
        connection.close();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void isMutedWithTheOthers(ModelSignal<?> signal) throws ReflectiveOperationException {
        var connection = ofFactory(signal).connect(event -> {});

        assertThat(ofFactory(signal).hasReceivers(Note.class)).isTrue();
        try (var muted = factory.signals().mute()) {
            assertThat(ofFactory(signal).hasReceivers(Note.class))
                    .as(muted.toString())
                    .isFalse();
        }
        connection.close();
    }

    private ModelSignal<?> ofFactory(ModelSignal<?> signal) throws ReflectiveOperationException {
        for (Method method : FactorySignals.class.getMethods()) {
            if (ModelSignal.class.isAssignableFrom(method.getReturnType())) {
                ModelSignal<?> scoped = (ModelSignal<?>) method.invoke(factory.signals());
                if (scoped.signal().name().equals(signal.signal().name())) {
                    return scoped;
                }
            }
        }
        throw new AssertionError("FactorySignals has no accessor of " + signal);
    }
}
