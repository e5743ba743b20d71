package dev.signals.hibernate.event;

/**
 * The changes of an instance that are not written yet, as {@link
 * dev.signals.hibernate.FactorySignals#changes(org.hibernate.SharedSessionContract, Object)} finds them at one moment.
 * Changes that are made later do not show.
 *
 * <table>
 *   <caption>The changes by status</caption>
 *   <tr><th>{@link #status}</th><th>The changes</th></tr>
 *   <tr><td>NEW</td><td>from null to each value that an INSERT writes</td></tr>
 *   <tr><td>MANAGED</td><td>what the UPDATE of the next flush changes in the row; empty if there is none</td></tr>
 *   <tr><td>READ_ONLY</td><td>empty, whatever has been set</td></tr>
 *   <tr><td>REMOVED</td><td>from each value of the row to null; not {@linkplain #isKnown known} if the row was removed
 *   without having been loaded</td></tr>
 *   <tr><td>DETACHED</td><td>not {@linkplain #isKnown known}</td></tr>
 * </table>
 *
 * <p>Mirrors {@code FieldTracker} of django-model-utils.
 */
public interface PendingChanges extends Changes {

    /** Returns what the session knows of the instance. */
    InstanceStatus status();
}
