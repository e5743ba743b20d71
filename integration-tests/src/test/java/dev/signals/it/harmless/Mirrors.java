package dev.signals.it.harmless;

import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** The copies of one database, one for each signal that they can be kept by. */
final class Mirrors {

    private final List<Mirror> mirrors;
    private final MirroredRows rows;
    private boolean readable = true;

    Mirrors(Domain domain, SessionFactory factory, MirrorFault fault) {
        mirrors = List.of(Mirror.ofChanged(factory, fault), Mirror.ofSaves(factory, fault));
        rows = new MirroredRows(domain, factory);
    }

    /** Where one of them parts from the database after a transaction, null if none does. */
    @Nullable
    Difference difference(int work, boolean stateless) {
        readable = readable && rows.read();
        if (!readable) {
            return null;
        }
        Difference difference = null;
        for (Mirror mirror : mirrors) {
            for (MirroredRows.Fault fault : rows.faults(mirror, stateless)) {
                if (difference == null) {
                    difference = new Difference(
                            work + " " + mirror.signal(),
                            new Line(Track.MIRROR, fault.feature() + ": " + fault.stored()),
                            new Line(Track.MIRROR, fault.feature() + ": " + fault.copied()),
                            null);
                }
            }
        }
        rows.compared();
        return difference;
    }

    /** Whether Hibernate can still read what it has written. */
    boolean isReadable() {
        return readable;
    }
}
