package dev.signals.it.restart.app;

import static dev.signals.Options.filter;
import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.CHANGED;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.SignalReceiver;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.restart.Application;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

public final class Shop implements Application {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Deque<SessionFactory> factories = new ArrayDeque<>();

    private static final class Named implements SignalReceiver<PostSave<?>> {

        private final List<String> calls;

        Named(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public void receive(PostSave<?> event) {
            calls.add("named");
        }
    }

    @Override
    public void connect(String way) {
        SignalReceiver<ModelEvent<?>> receiver = event -> calls.add(way);
        switch (way) {
            case "any" -> POST_SAVE.connect(receiver, uid("audit"));
            case "interface" -> POST_SAVE.connect(Serializable.class, receiver, uid("audit"), includingSubtypes());
            case "entity" -> POST_SAVE.connect(Order.class, receiver, uid("audit"));
            case "name" -> POST_SAVE.connect("ShopOrder", receiver, uid("audit"));
            case "class" -> POST_SAVE.connect(new Named(calls), uid("audit"));
            case "no uid" -> POST_SAVE.connect(receiver);
            case "filter" -> POST_SAVE.connect(receiver, uid("audit"), filter(event -> calls != null));
            case "after the commit" -> POST_SAVE.connect(receiver, uid("audit"), afterCommit());
            case "executor" ->
                POST_SAVE.connect(receiver, uid("audit"), afterCommit(ReceiverExecutor.on(work -> work.run())));
            case "changed" -> CHANGED.connect(receiver, uid("audit"));
            case "observer" -> POST_SAVE.signal().observe((connection, event) -> failure -> calls.add("observer"));
            case "failures" -> POST_SAVE.signal().onFailure((connection, event, failure) -> calls.add("failure"));
            case "connects" -> POST_SAVE.signal().onConnect(connection -> calls.add("connect"));
            default -> throw new IllegalArgumentException(way);
        }
    }

    @Override
    public void build(Map<String, Object> settings) {
        BootstrapServiceRegistry loaders = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(Shop.class.getClassLoader())
                .build();
        Configuration configuration = new Configuration(loaders).addAnnotatedClass(Order.class);
        configuration.getProperties().putAll(settings);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-only");
        factories.push(configuration.buildSessionFactory());
    }

    @Override
    public void save() {
        factories.element().inTransaction(session -> session.persist(new Order()));
    }

    @Override
    public List<String> calls() {
        List<String> since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    static final class Registered {

        private final List<String> calls;

        Registered(List<String> calls) {
            this.calls = calls;
        }

        @Receiver(async = true)
        void pushed(PostSave<Order> event) {
            calls.add("async");
        }
    }

    @Override
    public void register() {
        ModelSignals.of(factories.element()).register(new Registered(calls));
    }

    @Override
    public void closeFactory() {
        factories.pop().close();
    }

    @Override
    public void end() {
        while (!factories.isEmpty()) {
            closeFactory();
        }
    }
}
