package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.Changes;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.internal.session.SaveFact;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.state.StateComparison;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class PostSaveEvent<T> extends EntityEvent<T> implements PostSave<T> {

    private final SaveFact fact;
    private @Nullable Changes changes;

    PostSaveEvent(Moment moment, SaveFact fact) {
        super(moment, fact.persister(), fact.instance(), fact.id());
        this.fact = fact;
    }

    @Override
    public boolean created() {
        return fact.write() == Write.INSERT;
    }

    @Override
    public boolean upsert() {
        return fact.write() == Write.UPSERT;
    }

    @Override
    public Changes changes() {
        Changes compared = changes;
        if (compared == null) {
            compared = created()
                    ? StateComparison.created(fact.persister(), fact.newState())
                    : StateComparison.updated(fact.persister(), fact.oldState(), fact.newState());
            changes = compared;
        }
        return compared;
    }

    @Override
    public Set<String> updateFields() {
        return changes().attributes();
    }

    @Override
    String detail() {
        return created()
                ? " created"
                : upsert()
                        ? " upserted"
                        : " updated" + (changes().isKnown() ? " " + changes().attributes() : "");
    }

    @Override
    String signal() {
        return "post_save";
    }
}
