package dev.signals.hibernate.internal.dispatch;

import dev.signals.Connection;
import dev.signals.hibernate.CollectionChangedSignal;
import dev.signals.hibernate.M2mChangedSignal;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.PostDeleteSignal;
import dev.signals.hibernate.PostInitSignal;
import dev.signals.hibernate.PostSaveSignal;
import dev.signals.hibernate.PreDeleteSignal;
import dev.signals.hibernate.PreInitSignal;
import dev.signals.hibernate.PreSaveSignal;
import dev.signals.hibernate.TransactionPhase;
import dev.signals.hibernate.internal.session.SessionStates;
import dev.signals.hibernate.internal.session.TransactionWork;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The signals of one session factory, each a part of that of the process. */
public final class FactorySignals implements ModelSignals {

    private final SessionStates states;
    private final PreInitSignal preInit;
    private final PostInitSignal postInit;
    private final PreSaveSignal preSave;
    private final PostSaveSignal postSave;
    private final PreDeleteSignal preDelete;
    private final PostDeleteSignal postDelete;
    private final M2mChangedSignal m2mChanged;
    private final CollectionChangedSignal collectionChanged;

    /**
     * @param states what is remembered for the sessions of the factory
     * @param check called after each connect to one of these signals; throws to refuse it
     */
    public FactorySignals(SessionStates states, Consumer<Connection> check) {
        this.states = states;
        preInit = PRE_INIT.scoped(check);
        postInit = POST_INIT.scoped(check);
        preSave = PRE_SAVE.scoped(check);
        postSave = POST_SAVE.scoped(check);
        preDelete = PRE_DELETE.scoped(check);
        postDelete = POST_DELETE.scoped(check);
        m2mChanged = M2M_CHANGED.scoped(check);
        collectionChanged = COLLECTION_CHANGED.scoped(check);
    }

    @Override
    public PreInitSignal preInit() {
        return preInit;
    }

    @Override
    public PostInitSignal postInit() {
        return postInit;
    }

    @Override
    public PreSaveSignal preSave() {
        return preSave;
    }

    @Override
    public PostSaveSignal postSave() {
        return postSave;
    }

    @Override
    public PreDeleteSignal preDelete() {
        return preDelete;
    }

    @Override
    public PostDeleteSignal postDelete() {
        return postDelete;
    }

    @Override
    public M2mChangedSignal m2mChanged() {
        return m2mChanged;
    }

    @Override
    public CollectionChangedSignal collectionChanged() {
        return collectionChanged;
    }

    @Override
    public void at(SharedSessionContract session, TransactionPhase phase, Runnable work) {
        SharedSessionContractImplementor implementor = (SharedSessionContractImplementor) session;
        TransactionWork.at(implementor, states.of(implementor), phase, work);
    }

    /** All connections that events of this factory can reach. */
    public List<Connection> connections() {
        return Stream.of(preInit, postInit, preSave, postSave, preDelete, postDelete, m2mChanged, collectionChanged)
                .flatMap(signal -> signal.signal().connections().stream())
                .toList();
    }
}
