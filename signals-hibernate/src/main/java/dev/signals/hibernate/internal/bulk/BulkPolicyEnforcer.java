package dev.signals.hibernate.internal.bulk;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.internal.bulk.BulkPolicies.Policy;
import dev.signals.hibernate.internal.connect.ModelPart;
import dev.signals.hibernate.internal.dispatch.GuardedDispatch;
import dev.signals.hibernate.internal.event.BulkWrite;
import dev.signals.hibernate.internal.session.SessionState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The enforcer of the policies, which checks bulk statements before they are executed. */
final class BulkPolicyEnforcer {

    private static final Logger LOG = System.getLogger("dev.signals.hibernate.BulkPolicy");

    private final BulkPolicies policies;
    private final List<Signal<?>> ofUpdates;
    private final List<Signal<?>> ofDeletes;
    private final List<Signal<?>> ofAny;

    BulkPolicyEnforcer(FactorySignals signals, BulkPolicies policies) {
        this.policies = policies;
        Signal<?> changed = signals.changed().signal();
        ofUpdates = List.of(signals.preSave().signal(), signals.postSave().signal(), changed);
        ofDeletes = List.of(signals.preDelete().signal(), signals.postDelete().signal(), changed);
        ofAny = Stream.concat(ofUpdates.stream(), ofDeletes.stream()).distinct().toList();
    }

    /**
     * Applies the policies to an update or delete.
     *
     * @param least the most lenient policy that is acted upon
     */
    void enforce(SharedSessionContractImplementor session, SessionState state, BulkWrite write, Policy least) {
        if (!policies.ignoreAll()) {
            MappingMetamodelImplementor entities = session.getFactory().getMappingMetamodel();
            List<EntityPersister> reached = write.persister().getSubclassEntityNames().stream()
                    .map(entities::getEntityDescriptor)
                    .toList();
            List<Signal<?>> signals = write.kind() == BulkStatement.Kind.UPDATE ? ofUpdates : ofDeletes;
            new Verdict(session, state, signals, reached)
                    .carryOut("\"" + write.text() + "\" on " + write.persister().getEntityName(), least);
        }
    }

    /** Applies the policies to a native statement by its query spaces. */
    void enforceNative(
            SharedSessionContractImplementor session, SessionState state, Collection<String> spaces, String sql) {
        if (!policies.ignoreAll() && !spaces.isEmpty()) {
            List<EntityPersister> reached = new ArrayList<>();
            session.getFactory().getMappingMetamodel().forEachEntityDescriptor(persister -> {
                if (Stream.of(persister.getQuerySpaces()).anyMatch(spaces::contains)) {
                    reached.add(persister);
                }
            });
            String names = reached.stream().map(EntityPersister::getEntityName).collect(Collectors.joining(" or "));
            new Verdict(session, state, ofAny, reached)
                    .carryOut("\"" + sql + "\", which may be about " + names + ",", Policy.WARN);
        }
    }

    /** The receivers that one statement bypasses, with the strictest of the policies. */
    private final class Verdict {

        private final SharedSessionContractImplementor session;
        private final Set<String> bypassed = new TreeSet<>();
        private Policy policy = Policy.IGNORE;

        Verdict(
                SharedSessionContractImplementor session,
                SessionState state,
                List<Signal<?>> signals,
                List<EntityPersister> reached) {
            this.session = session;
            for (EntityPersister persister : reached) {
                Policy given = policies.of(persister);
                if (given != Policy.IGNORE) {
                    add(given, bypassed(persister, signals, state));
                }
            }
        }

        private void add(Policy given, List<String> receivers) {
            if (!receivers.isEmpty()) {
                bypassed.addAll(receivers);
                policy = given.compareTo(policy) > 0 ? given : policy;
            }
        }

        void carryOut(String statement, Policy least) {
            if (policy == Policy.IGNORE || policy.compareTo(least) < 0) {
                return;
            }
            String found = statement + " changes rows without a signal, and does not call "
                    + String.join(", ", bypassed) + "; change the entities in the session, or mute these signals with"
                    + " FactorySignals.mute(session, ...) around a statement that is silent on purpose";
            if (policy == Policy.FAIL) {
                GuardedDispatch.markForRollback(session);
                throw new IllegalStateException(
                        "bulk statement refused by " + SignalSettings.BULK_POLICY + "=fail: " + found);
            }
            LOG.log(Level.WARNING, "bulk statement " + found);
        }
    }

    private static List<String> bypassed(EntityPersister persister, List<Signal<?>> signals, SessionState state) {
        return signals.stream()
                .filter(signal -> signal.hasReceivers(persister.getMappedClass())
                        && !state.modes().mutes(signal.name()))
                .flatMap(signal -> signal.connections().stream())
                .filter(connection -> isFor(connection, persister))
                .map(Connection::toString)
                .toList();
    }

    private static boolean isFor(Connection connection, EntityPersister persister) {
        Class<?> type = persister.getMappedClass();
        boolean ofClass = connection
                .sender()
                .map(sender -> sender == type || (connection.includesSubtypes() && sender.isAssignableFrom(type)))
                .orElse(true);
        boolean ofName = connection
                .part()
                .flatMap(part -> ((ModelPart<?>) part).entityName())
                .map(name -> persister
                        .getEntityName()
                        .equals(persister.getFactory().getMappingMetamodel().getImportedName(name)))
                .orElse(true);
        return ofClass && ofName;
    }
}
