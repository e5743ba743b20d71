package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.internal.session.SaveFact;

final class PostSaveEvent<T> extends EntityEvent<T> implements PostSave<T> {

    private final boolean created;

    PostSaveEvent(Moment moment, SaveFact fact) {
        super(moment, fact.persister(), fact.instance(), fact.id());
        this.created = fact.created();
    }

    @Override
    public boolean created() {
        return created;
    }

    @Override
    String signal() {
        return "post_save";
    }
}
