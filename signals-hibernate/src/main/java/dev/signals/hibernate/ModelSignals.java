package dev.signals.hibernate;

import dev.signals.Condition;
import dev.signals.Delivery;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.CollectionChanged;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreDelete;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import dev.signals.hibernate.internal.connect.CollectionPart.LoadingKeys;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import dev.signals.hibernate.internal.connect.PhaseDelivery;
import dev.signals.hibernate.internal.connect.SenderTypeRule;
import dev.signals.hibernate.internal.connect.WriteKind;
import dev.signals.hibernate.internal.construct.Constructions;
import dev.signals.hibernate.signal.BulkSignal;
import dev.signals.hibernate.signal.ChangedSignal;
import dev.signals.hibernate.signal.CollectionChangedSignal;
import dev.signals.hibernate.signal.M2mChangedSignal;
import dev.signals.hibernate.signal.PostDeleteSignal;
import dev.signals.hibernate.signal.PostInitSignal;
import dev.signals.hibernate.signal.PostSaveSignal;
import dev.signals.hibernate.signal.PreDeleteSignal;
import dev.signals.hibernate.signal.PreInitSignal;
import dev.signals.hibernate.signal.PreSaveSignal;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The signals about entities: the signals of the whole process as constants, the signals of one session factory through {@link
 * #of}, and the options for connecting to them.
 *
 * <pre>{@code
 * import static dev.signals.hibernate.ModelSignals.*;
 *
 * PRE_SAVE.connect(Article.class, event -> event.instance().setSlug(slugify(event.instance().getTitle())));
 * POST_SAVE.connect(Article.class, event -> mail.send(event.instance()), afterCommit());
 *
 * ModelSignals.of(sessionFactory).postDelete().connect(Article.class, event -> cache.evict(event.id()), afterCommit());
 * }</pre>
 *
 * <p>A receiver of the process gets the events of every session factory. A receiver of a session factory gets only the
 * events of that factory. Both are called in one order, in which they were connected. Bulk statements (HQL, Criteria,
 * native SQL) change rows without entities and send none of the signals about entities; see {@link
 * SignalSettings#BULK}.
 *
 * <p>Mirrors {@code django.db.models.signals}.
 */
public final class ModelSignals {

    /**
     * Sent before a loaded entity gets its values, by every session factory, and before an entity is {@linkplain
     * #construct constructed}.
     */
    public static final PreInitSignal PRE_INIT = Constructions.PRE_INIT;

    /**
     * Sent after an entity has been loaded, by every session factory, and after an entity has been {@linkplain
     * #construct constructed}.
     */
    public static final PostInitSignal POST_INIT = Constructions.POST_INIT;

    /** Sent before an entity is saved, by every session factory. */
    public static final PreSaveSignal PRE_SAVE = new PreSaveSignal(ofProcess("pre_save", PreSave.class));

    /** Sent after an entity has been saved, by every session factory. */
    public static final PostSaveSignal POST_SAVE = new PostSaveSignal(ofProcess("post_save", PostSave.class));

    /** Sent before an entity is deleted, by every session factory. */
    public static final PreDeleteSignal PRE_DELETE = new PreDeleteSignal(ofProcess("pre_delete", PreDelete.class));

    /** Sent after an entity has been deleted, by every session factory. */
    public static final PostDeleteSignal POST_DELETE = new PostDeleteSignal(ofProcess("post_delete", PostDelete.class));

    /** Sent before and after an association to many has changed, by every session factory. */
    public static final M2mChangedSignal M2M_CHANGED = new M2mChangedSignal(ofProcess("m2m_changed", M2mChanged.class));

    /** Sent after another collection has changed, by every session factory. */
    public static final CollectionChangedSignal COLLECTION_CHANGED =
            new CollectionChangedSignal(ofProcess("collection_changed", CollectionChanged.class));

    /** Sent for each entity that a transaction has changed, by every session factory. */
    public static final ChangedSignal CHANGED = new ChangedSignal(ofProcess("changed", Changed.class));

    /** Sent after a bulk update, by every session factory with {@link SignalSettings#BULK}. */
    public static final BulkSignal BULK_UPDATED = new BulkSignal(ofProcess("bulk_updated", BulkStatement.class));

    /** Sent after a bulk delete, by every session factory with {@link SignalSettings#BULK}. */
    public static final BulkSignal BULK_DELETED = new BulkSignal(ofProcess("bulk_deleted", BulkStatement.class));

    private ModelSignals() {}

    private static <E> Signal<E> ofProcess(String name, Class<? super E> event) {
        return Signal.of(name, event, SenderTypeRule.INSTANCE);
    }

    /**
     * Returns the signals of one session factory. A receiver that is connected to them gets the events of this factory
     * only, and is forgotten with it.
     *
     * @throws IllegalStateException if the library is switched off for this factory, or was not found when it was built
     */
    public static FactorySignals of(EntityManagerFactory factory) {
        return (FactorySignals) access(factory);
    }

    /** Returns the part of the library that belongs to a session factory. */
    static FactoryAccess access(EntityManagerFactory factory) {
        Objects.requireNonNull(factory, "factory");
        // First, because an unsupported version of Hibernate is no fault if the library is switched off.
        boolean disabled = factory.isOpen()
                && "false"
                        .equalsIgnoreCase(String.valueOf(factory.getProperties().get(SignalSettings.ENABLED)));
        if (disabled) {
            throw sendsNone(factory, SignalSettings.ENABLED + "=false is set; remove the setting");
        }
        return FactoryAccess.find(factory)
                .orElseThrow(() -> sendsNone(
                        factory,
                        "the library was not found when it was built; check that signals-hibernate is visible to"
                                + " Hibernate's class loader and that its event listeners have not been cleared"));
    }

    private static IllegalStateException sendsNone(EntityManagerFactory factory, String why) {
        return new IllegalStateException(
                "session factory \"" + FactoryAccess.implementor(factory).getName() + "\" sends no signals: " + why);
    }

    /**
     * Constructs an entity, and sends {@link #PRE_INIT} before and {@link #POST_INIT} after it: what Django does for
     * each object that is made.
     *
     * <pre>{@code
     * Article article = ModelSignals.construct(Article.class, () -> new Article("Hello"));
     * }</pre>
     *
     * <p>The module {@code signals-weaver} does the same for each plain {@code new} of the packages that you name. In
     * woven code too, this method announces the object once.
     *
     * <p>The receivers of the process are called, and those of each open session factory that maps the class. If there
     * are several such factories, the receivers of the process come first. {@link FactorySignals#construct} leaves out
     * those of other factories. If nobody listens, only the constructor is called.
     *
     * @param type the class whose constructor is called. PRE_INIT is sent with it, before there is an instance.
     * @param constructor calls the constructor. If it throws, there has been PRE_INIT and there is no POST_INIT.
     * @return the new instance
     * @throws IllegalArgumentException if the instance is null or of another class, for example of a subclass
     */
    public static <T> T construct(Class<T> type, Supplier<? extends T> constructor) {
        return Constructions.construct(type, constructor);
    }

    /**
     * Option: calls the receiver after the transaction has committed, as {@link TransactionEvent#onCommit} does. The
     * place for mails, messages, caches and files, which a rollback could not take back.
     *
     * <p>The receiver is called once for each event. It is called twice for an entity that was created in one flush and
     * changed in the next; add {@link #createdOnly} to be called for new ones only. A condition is evaluated when
     * the event is sent. If it throws, the exception is treated as one of a receiver that is called at once.
     */
    public static Delivery<TransactionEvent> afterCommit() {
        return PhaseDelivery.AFTER_COMMIT;
    }

    /**
     * Option: calls the receiver after the transaction has committed, in a thread of {@code executor}. For work that
     * takes long and that the caller need not wait for.
     */
    public static Delivery<ModelEvent<?>> afterCommit(ReceiverExecutor executor) {
        Objects.requireNonNull(executor, "executor");
        return new ExecutorDelivery(executor.queue(), executor.toString());
    }

    /**
     * Option: calls the receiver when the commit has begun and the session has been flushed, see {@link
     * TransactionPhase#BEFORE_COMMIT}. The place to check a whole transaction, or to write a summary of it.
     */
    public static Delivery<TransactionEvent> beforeCommit() {
        return PhaseDelivery.BEFORE_COMMIT;
    }

    /**
     * Option: calls the receiver after the transaction has been rolled back, see {@link
     * TransactionPhase#AFTER_ROLLBACK}. The place to undo the work of a receiver outside of the database.
     */
    public static Delivery<TransactionEvent> afterRollback() {
        return PhaseDelivery.AFTER_ROLLBACK;
    }

    /** Option: calls the receiver after the transaction has ended, see {@link TransactionPhase#AFTER_COMPLETION}. */
    public static Delivery<TransactionEvent> afterCompletion() {
        return PhaseDelivery.AFTER_COMPLETION;
    }

    /**
     * Option for {@link #PRE_SAVE}, {@link #POST_SAVE} and {@link #CHANGED}: calls the receiver only if one of these
     * attributes has changed, or any attribute of an embeddable of that name. It is also called if the changes are not
     * {@linkplain Changes#isKnown known}. {@link OnChange#from} and {@link OnChange#to} narrow it to certain values.
     *
     * @param attributes as {@link Changes} names them. A name that no save can report as changed is refused, in the
     *     same way as a sender that is no entity.
     */
    public static OnChange onChange(String... attributes) {
        return OnChange.of(Objects.requireNonNull(attributes, "attributes"));
    }

    /**
     * Option for {@link #PRE_SAVE}, {@link #POST_SAVE} and {@link #CHANGED}: calls the receiver only for entities that are
     * created: {@link PreSave#isNew}, {@link PostSave#created}, and for {@link #CHANGED} entities that did not exist before
     * the transaction. What Django's receivers do with {@code if created}.
     */
    public static Condition<ChangeEvent<?>> createdOnly() {
        return WriteKind.CREATED;
    }

    /**
     * Option for {@link #PRE_SAVE}, {@link #POST_SAVE} and {@link #CHANGED}: calls the receiver only for entities that are
     * neither created nor deleted. An {@linkplain PostSave#upsert upsert} counts as an update, since only the database knows
     * if there was a row.
     */
    public static Condition<ChangeEvent<?>> updatedOnly() {
        return WriteKind.UPDATED;
    }

    /**
     * Option for {@link #CHANGED}: changes of the collections of an entity count as well. {@link Changed#collections} has
     * them, and the receiver is also called if nothing but collections has changed. Without a receiver that asks for them,
     * they are not recorded.
     */
    public static Option<Changed<?>> includingCollections() {
        return Including.COLLECTIONS;
    }

    /**
     * Option for {@link #CHANGED}: calls the receiver also for entities that the transaction has created and deleted again,
     * with {@link dev.signals.hibernate.event.ChangeKind#CREATED_AND_DELETED}. For what such an entity leaves
     * outside of the database, for instance an uploaded file: {@link Changed#state} has the last values of the row.
     */
    public static Option<Changed<?>> includingCreatedAndDeleted() {
        return Including.CREATED_AND_DELETED;
    }

    /**
     * Option for {@link #M2M_CHANGED}: reads the keys of a collection that has not been loaded before its rows are
     * deleted, by one query for each such collection. The query loads no entities. Then {@link M2mChanged#pks} is known
     * and the action is a removal.
     *
     * <p>The keys are the keys of all deleted rows. This includes rows that a filter or a restriction hides, and
     * rows whose elements are deleted softly. The keys of a loaded collection are also read if it loses all its rows.
     * If some keys cannot be read, the action stays a clear.
     */
    public static Option<M2mChanged<?>> loadingKeys() {
        return LoadingKeys.INSTANCE;
    }
}
