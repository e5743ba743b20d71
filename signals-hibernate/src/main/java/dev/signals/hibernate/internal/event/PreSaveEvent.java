package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.session.Write;
import java.util.Set;
import org.jspecify.annotations.Nullable;

public final class PreSaveEvent<T> extends ComparingEvent<T> implements PreSave<T> {

    private final PendingSave save;
    private @Nullable Changes kept;

    public PreSaveEvent(DispatchContext context, PendingSave save) {
        super(context, save.persister(), save.instance(), save.id());
        this.save = save;
    }

    @Override
    public boolean isNew() {
        return save.write() == Write.INSERT;
    }

    @Override
    public boolean upsert() {
        return save.write() == Write.UPSERT;
    }

    @Override
    public Changes changes() {
        Changes changes = kept;
        return changes == null ? save.changes() : changes;
    }

    @Override
    public Set<String> updateFields() {
        return changes().attributes();
    }

    /**
     * Keeps the present changes for the callback: by the commit the instance has been written, and may have changed again.
     */
    @Override
    public void at(TransactionPhase phase, Runnable work) {
        kept = changes();
        super.at(phase, work);
    }

    @Override
    @Nullable
    Object[] writtenState() {
        return save.persister().getValues(save.instance());
    }

    @Override
    String detail() {
        return isNew() ? " new" : upsert() ? " upsert" : " " + changes().attributes();
    }

    @Override
    String signal() {
        return "pre_save";
    }
}
