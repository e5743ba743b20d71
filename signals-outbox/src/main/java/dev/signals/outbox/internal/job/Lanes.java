package dev.signals.outbox.internal.job;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The lanes of calls that follow each other: one for each entity. */
final class Lanes {

    private static final int LONGEST = 200;

    private Lanes() {}

    static String of(EntityPersister persister, @Nullable Object id) {
        String entity = persister.getRootEntityName();
        String lane = entity + "#" + persister.getIdentifierType().toLoggableString(id, persister.getFactory());
        return lane.length() <= LONGEST
                ? lane
                : UUID.nameUUIDFromBytes(lane.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
