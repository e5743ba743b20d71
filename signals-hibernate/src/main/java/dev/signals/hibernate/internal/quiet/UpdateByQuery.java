package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.mapping.QueryNames;
import dev.signals.hibernate.internal.quiet.InstanceSynchronizer.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The HQL statement of an update.
 *
 * @param session the session
 * @param target the row or rows to update
 * @param assignments the new values
 * @param condition the condition for the rows; null for the row of the target
 * @param version the version that the row must have; null if it does not matter
 */
record UpdateByQuery(
        SharedSessionContractImplementor session,
        QuietTarget target,
        List<Assignment> assignments,
        @Nullable Condition condition,
        @Nullable Version version) {

    /** The prefix of parameters, long enough not to be the name of a parameter of the application. */
    private static final String PARAMETER = "signalsQuietUpdate";

    /**
     * The condition for the rows.
     *
     * @param text the condition in HQL
     * @param parameters the values of its parameters
     */
    record Condition(String text, Map<String, ?> parameters) {}

    int execute() {
        MutationQuery query = session.createMutationQuery("update " + QueryNames.of(target.persister()) + " e set "
                + String.join(", ", settings()) + " where "
                + (condition == null ? byId() : "(" + condition.text() + ")"));
        for (int i = 0; i < assignments.size(); i++) {
            query.setParameter(PARAMETER + i, assignments.get(i).value());
        }
        if (version != null) {
            query.setParameter(PARAMETER + "Next", version.next());
            query.setParameter(PARAMETER + "Version", version.current());
        }
        if (condition != null) {
            condition.parameters().forEach(query::setParameter);
        } else {
            setId(query);
        }
        return query.executeUpdate();
    }

    /**
     * Returns the assignments in HQL. Parts of an embeddable that is stored in one column come last, because Hibernate
     * loses assignments that follow them.
     */
    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        List<String> ofAggregates = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            (assignment.attribute().aggregate() == null ? settings : ofAggregates).add(assignment.hql(PARAMETER + i));
        }
        if (version != null) {
            settings.add("e." + version.attribute() + " = :" + PARAMETER + "Next");
        }
        settings.addAll(ofAggregates);
        return settings;
    }

    private String byId() {
        String row = "id(e) = :" + PARAMETER + "Id";
        return version == null ? row : row + " and e." + version.attribute() + " = :" + PARAMETER + "Version";
    }

    private void setId(CommonQueryContract query) {
        query.setParameter(PARAMETER + "Id", target.id());
    }

    /** Returns the values that were set, without the attributes that were added to. */
    List<Written> written() {
        return assignments.stream()
                .map(assignment -> new Written(assignment.attribute(), assignment.value()))
                .toList();
    }

    /** Returns the values that were set, and for attributes that were added to the values that the row has now. */
    List<Written> writtenAndSums() {
        List<Attribute> added = assignments.stream()
                .filter(Assignment::added)
                .map(Assignment::attribute)
                .toList();
        if (added.isEmpty()) {
            return written();
        }
        SelectionQuery<Object[]> query = session.createSelectionQuery(
                added.stream()
                                .map(attribute -> "e." + attribute.path())
                                .collect(Collectors.joining(", ", "select ", ""))
                        + " from " + QueryNames.of(target.persister()) + " e where id(e) = :" + PARAMETER + "Id",
                Object[].class);
        setId(query);
        Object[] sums = query.getSingleResultOrNull(); // null if the new values make a filter hide the row
        List<Written> written = new ArrayList<>();
        int next = 0;
        for (Assignment assignment : assignments) {
            if (!assignment.added()) {
                written.add(new Written(assignment.attribute(), assignment.value()));
            } else if (sums != null) {
                written.add(new Written(assignment.attribute(), sums[next++]));
            }
        }
        return written;
    }
}
