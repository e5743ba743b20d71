package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.internal.session.SaveRecord;
import dev.signals.hibernate.internal.session.Write;
import dev.signals.hibernate.internal.state.LoadedState;
import dev.signals.hibernate.internal.state.StateComparison;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

public final class PostSaveEvent<T> extends ComparingEvent<T> implements PostSave<T> {

    private final SaveRecord saved;
    private @Nullable Changes changes;

    public PostSaveEvent(DispatchContext context, SaveRecord saved) {
        super(context, saved.persister(), saved.instance(), saved.id());
        this.saved = saved;
    }

    @Override
    public boolean created() {
        return saved.write() == Write.INSERT;
    }

    @Override
    public boolean upsert() {
        return saved.write() == Write.UPSERT;
    }

    @Override
    public Changes changes() {
        Changes compared = changes;
        if (compared == null) {
            compared = created()
                    ? StateComparison.created(saved.persister(), saved.newState())
                    : StateComparison.updated(saved.persister(), saved.oldState(), saved.newState());
            changes = compared;
        }
        return compared;
    }

    @Override
    public Set<String> updateFields() {
        return changes().attributes();
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return LoadedState.ofRow(saved.persister(), saved.newState());
    }

    @Override
    @Nullable
    Object[] writtenState() {
        return saved.newState();
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
