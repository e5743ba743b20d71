package dev.signals.it.django;

import java.util.Properties;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.EventType;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.jspecify.annotations.Nullable;

/** Behind {@link Key}. Hibernate's own sequences refuse a key that the program has set. */
public final class KeySequence extends SequenceStyleGenerator {

    private static final long serialVersionUID = 1L;

    private final String sequence;
    private final int from;

    /** Called by Hibernate, whose version 7.0 wants it public. */
    public KeySequence(Key key) {
        sequence = key.sequence();
        from = key.from();
    }

    @Override
    public void configure(GeneratorCreationContext context, Properties parameters) {
        parameters.setProperty(SEQUENCE_PARAM, sequence);
        parameters.setProperty(INITIAL_PARAM, String.valueOf(from));
        parameters.setProperty(INCREMENT_PARAM, "1");
        super.configure(context, parameters);
    }

    @Override
    public boolean allowAssignedIdentifiers() {
        return true;
    }

    @Override
    public Object generate(
            SharedSessionContractImplementor session, Object owner, @Nullable Object current, EventType eventType) {
        return current == null ? generate(session, owner) : current;
    }
}
