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
    private final StoredCollections collections;
    private boolean readable = true;

    Mirrors(Domain domain, SessionFactory factory, MirrorFault fault) {
        mirrors = List.of(Mirror.ofChanged(factory, fault), Mirror.ofSaves(factory, fault));
        rows = new MirroredRows(domain, factory);
        collections = new StoredCollections(domain, factory, new MirroredCollections(factory, fault));
    }

    /** Where one of them parts from the database after a transaction, null if none does. */
    @Nullable
    Difference difference(int index, Work work, List<Population.Handle> writableAgain) {
        readable = readable && rows.read() && collections.read();
        if (!readable) {
            return null;
        }
        Difference difference = null;
        for (Mirror mirror : mirrors) {
            for (MirroredRows.Fault fault : rows.faults(mirror, work.stateless(), writableAgain)) {
                difference = difference == null ? difference(index, mirror.signal(), fault) : difference;
            }
        }
        if (isToldOfCollections(work)) {
            for (MirroredRows.Fault fault :
                    collections.faults(rows::isStored, owner -> rows.isHidden(mirrors.get(0), owner))) {
                difference = difference == null ? difference(index, "collections", fault) : difference;
            }
        }
        collections.copy();
        rows.compared();
        return difference;
    }

    /**
     * Collections of stateless sessions are not announced, nor what Hibernate deletes of one that was replaced before its owner was
     * evicted.
     */
    private static boolean isToldOfCollections(Work work) {
        return !work.stateless()
                && work.steps().stream()
                        .noneMatch(step -> step.action() == Action.EVICT || step.action() == Action.DETACH_AND_MERGE);
    }

    private static Difference difference(int work, String signal, MirroredRows.Fault fault) {
        return new Difference(
                work + " " + signal,
                new Line(Track.MIRROR, fault.feature() + ": " + fault.stored()),
                new Line(Track.MIRROR, fault.feature() + ": " + fault.copied()),
                null);
    }

    /** Whether Hibernate can still read what it has written. */
    boolean isReadable() {
        return readable;
    }
}
