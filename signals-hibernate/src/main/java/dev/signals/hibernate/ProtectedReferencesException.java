package dev.signals.hibernate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The failure of a {@link SignalDelete} whose rows are referred to by rows that would stay. Nothing has been deleted and no
 * signal has been sent, so the transaction may go on. Mirrors {@code ProtectedError} of Django.
 */
public final class ProtectedReferencesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Long> references;

    /**
     * @param deletion the deletion, for the message
     * @param references the number of references by attribute
     */
    public ProtectedReferencesException(String deletion, Map<String, Long> references) {
        super("cannot " + deletion + ": "
                + references.entrySet().stream()
                        .map(each -> each.getValue() + (each.getValue() == 1 ? " reference" : " references") + " by "
                                + each.getKey())
                        .collect(Collectors.joining(" and "))
                + " would be left; delete or change the referring rows first, or let the removal cascade to them");
        this.references = new LinkedHashMap<>(references);
    }

    /**
     * Returns the number of references by attribute. The attribute is the name of the referring entity, a dot, and the path
     * of its attribute: {@code com.acme.Comment.article}. Unmodifiable.
     */
    public Map<String, Long> references() {
        return Collections.unmodifiableMap(references);
    }
}
