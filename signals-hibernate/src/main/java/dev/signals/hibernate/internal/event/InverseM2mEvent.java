package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.internal.session.InverseChanges.InverseChange;
import dev.signals.hibernate.internal.state.Element;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;

/** An association that has changed, seen from the side with {@code mappedBy}. */
public final class InverseM2mEvent<T> extends EntityEvent<T> implements M2mChanged<T> {

    private final InverseChange change;
    private final M2mAction action;
    private final List<Element> elements;

    /**
     * @param persister the persister of the instance, or of its declared type if it is not loaded
     * @param instance the entity or a reference to it
     * @param elements the elements the event is about
     */
    public InverseM2mEvent(
            DispatchContext context,
            EntityPersister persister,
            Object instance,
            InverseChange change,
            M2mAction action,
            List<Element> elements) {
        super(
                context,
                persister,
                instance,
                change.farSide().isSaved() ? change.farSide().id() : null);
        this.change = change;
        this.action = action;
        this.elements = elements;
    }

    @Override
    public String attribute() {
        return change.collection().attribute();
    }

    @Override
    public String role() {
        return change.collection().persister().getRole();
    }

    @Override
    public boolean ownerDeleted() {
        boolean removal = action == M2mAction.PRE_REMOVE || action == M2mAction.POST_REMOVE;
        return removal && change.isAllDeleted();
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
        Set<K> ids = new LinkedHashSet<>();
        elements.stream().filter(Element::isSaved).forEach(element -> ids.add(type.cast(element.id())));
        return Collections.unmodifiableSet(ids);
    }

    @Override
    public boolean pksKnown() {
        return true;
    }

    @Override
    public Collection<Object> elements() {
        return elements.stream().map(Element::value).toList();
    }

    @Override
    public Class<?> model() {
        return change.collection().persister().getElementPersister().getMappedClass();
    }

    @Override
    public boolean reverse() {
        return true;
    }

    @Override
    String signal() {
        return "m2m_changed (" + action + " " + attribute() + ")";
    }
}
