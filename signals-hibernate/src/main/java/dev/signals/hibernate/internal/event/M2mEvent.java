package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.internal.session.CollectionChange;
import dev.signals.hibernate.internal.state.Element;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

public final class M2mEvent<T> extends OwnerEvent<T> implements M2mChanged<T> {

    private final M2mAction action;
    private final List<Element> elements;

    /**
     * @param elements the elements the event is about; empty if they are not known
     */
    public M2mEvent(DispatchContext context, CollectionChange change, M2mAction action, List<Element> elements) {
        super(context, change);
        this.action = action;
        this.elements = elements;
    }

    @Override
    public M2mAction action() {
        return action;
    }

    @Override
    public Set<Object> pks() {
        return pks(Object.class);
    }

    @Override
    public <K> Set<K> pks(Class<K> type) {
        Objects.requireNonNull(type, "type");
        Set<Object> seen = new HashSet<>();
        Set<K> ids = new LinkedHashSet<>();
        for (Element element : elements) {
            if (element.isSaved()
                    // Identifiers such as arrays need not equal each other, so keys are compared.
                    && seen.add(element.key())) {
                ids.add(type.cast(element.id()));
            }
        }
        return Collections.unmodifiableSet(ids);
    }

    @Override
    public boolean pksKnown() {
        return action != M2mAction.PRE_CLEAR && action != M2mAction.POST_CLEAR;
    }

    @Override
    public Collection<Object> elements() {
        return elements.stream().map(Element::value).toList();
    }

    @Override
    public Class<?> model() {
        return change().collection().elementClass();
    }

    @Override
    public boolean reverse() {
        return false;
    }

    @Override
    String signal() {
        return "m2m_changed (" + action + " " + attribute() + ")";
    }
}
