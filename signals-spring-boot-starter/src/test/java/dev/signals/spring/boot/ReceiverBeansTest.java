package dev.signals.spring.boot;

import static dev.signals.spring.boot.Application.inTransaction;
import static dev.signals.spring.boot.Application.runner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.transaction.annotation.Transactional;

@ExtendWith(OutputCaptureExtension.class)
class ReceiverBeansTest {

    /** Needs the session factory itself. */
    static class Titles {

        private final Log log;
        private final EntityManager manager;

        Titles(Log log, EntityManager manager) {
            this.log = log;
            this.manager = manager;
        }

        @Receiver
        private void saved(PostSave<Article> event) {
            log.add("saved " + event.instance().title + " of "
                    + manager.createQuery("select count(*) from Article").getSingleResult());
        }
    }

    static class Transactions {

        private final Log log;

        Transactions(Log log) {
            this.log = log;
        }

        @Receiver
        @Transactional
        void saved(PostSave<Article> event) {
            log.add("by way of a proxy");
        }
    }

    static class HiddenBehindAProxy {

        @Receiver
        private void saved(PostSave<Article> event) {}

        @Transactional
        void other() {}
    }

    interface Other {
        void other();
    }

    static class BehindAnInterface implements Other {

        @Receiver
        void saved(PostSave<Article> event) {}

        @Override
        @Transactional
        public void other() {}
    }

    static class Wrong {

        @Receiver
        void saved(PostSave<Log> event) {}
    }

    static class Early {

        Early(
                org.springframework.beans.factory.ObjectProvider<Titles> titles,
                EntityManager manager,
                org.springframework.transaction.PlatformTransactionManager transactions) {
            new org.springframework.transaction.support.TransactionTemplate(transactions)
                    .executeWithoutResult(status -> manager.persist(new Article()));
        }
    }

    @Lazy
    static class LazyReceiver extends Titles {

        static int made;

        LazyReceiver(Log log, EntityManager manager) {
            super(log, manager);
            made++;
        }
    }

    @Test
    void aBeanWithReceiverMethodsIsAReceiver(CapturedOutput output) {
        runner().withBean(Titles.class).run(context -> {
            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(Log.class).lines()).containsExactly("saved new of 1");
        });
        assertThat(output).doesNotContain("has receiver methods");
    }

    @Test
    void aBeanIsAReceiverOnceAlthoughTheSettingNamesItsClass() {
        runner().withBean(Titles.class)
                .withPropertyValues("signals.receivers=" + Titles.class.getName())
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(Log.class).lines()).containsExactly("saved new of 1");
                });
    }

    @Test
    void aBeanIsCalledByWayOfItsProxy() {
        runner().withBean(Transactions.class).run(context -> {
            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(Log.class).lines()).containsExactly("by way of a proxy");
        });
    }

    @Test
    void aMethodThatAProxyHidesIsRefused() {
        runner().withBean(HiddenBehindAProxy.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("cannot be a receiver: its method saved is private"));
    }

    @Test
    void aBeanBehindAProxyOfInterfacesIsRefused() {
        runner().withBean(BehindAnInterface.class)
                .withPropertyValues("spring.aop.proxy-target-class=false")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("set spring.aop.proxy-target-class=true"));
    }

    @Test
    void aReceiverOfWhatIsNoEntityIsRefused() {
        runner().withBean(Wrong.class)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(Log.class.getName()));
    }

    @Test
    void aReceiverHearsOfWhatBeansWriteWhileTheApplicationStarts() {
        runner().withBean(Early.class)
                .withBean(Titles.class)
                .run(context -> assertThat(context.getBean(Log.class).lines()).containsExactly("saved new of 1"));
    }

    @Test
    void aLazyBeanIsMadeByItsFirstEvent() {
        LazyReceiver.made = 0;
        runner().withUserConfiguration(LazyReceiver.class).run(context -> {
            assertThat(LazyReceiver.made).isZero();
            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(LazyReceiver.made).isEqualTo(1);
        });
    }

    @Test
    void theSignalsOfTheSessionFactoryAreInjected() {
        runner().run(context -> {
            FactorySignals signals = context.getBean(FactorySignals.class);
            signals.postSave()
                    .connect(Article.class, event -> context.getBean(Log.class).add("connected"));

            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(Log.class).lines()).containsExactly("connected");
        });
    }

    @Test
    void withoutSignalsThereAreNoReceivers() {
        runner().withBean(Titles.class)
                .withPropertyValues("signals.enabled=false")
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(Log.class).lines()).isEmpty();
                    assertThat(context).doesNotHaveBean(FactorySignals.class);
                });
    }

    @Test
    void twoContextsHaveReceiversOfTheirOwn() {
        runner().withBean(Titles.class)
                .run(first -> runner().withBean(Titles.class).run(second -> {
                    inTransaction(second, manager -> manager.persist(new Article()));

                    assertThat(first.getBean(Log.class).lines()).isEmpty();
                    assertThat(second.getBean(Log.class).lines()).hasSize(1);
                }));
    }

    @Test
    void aBeanInAScopeIsCalledByWayOfItsProxy() {
        runner().withUserConfiguration(InScope.class)
                .withInitializer(context -> context.getBeanFactory().registerScope("test", new SimpleThreadScope()))
                .run(context -> {
                    inTransaction(context, manager -> manager.persist(new Article()));

                    assertThat(context.getBean(Log.class).lines()).containsExactly("in a scope");
                });
    }

    @org.springframework.stereotype.Component
    @Scope(value = "test", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class InScope {

        private final Log log;

        InScope(Log log) {
            this.log = log;
        }

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("in a scope");
        }
    }

    @Test
    void aBeanWhoseDefinitionHidesItsClassIsRefused() {
        runner().withUserConfiguration(Hiding.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("declare that class as the result of its @Bean method"));
    }

    static class Hiding {

        @Bean
        Object titles(Log log, EntityManager manager) {
            return new Titles(log, manager);
        }
    }

    @Test
    void aSessionFactoryThatIsBuiltEarlyHasTheReceiversToo() {
        runner().withUserConfiguration(Advised.class).withBean(Titles.class).run(context -> {
            inTransaction(context, manager -> manager.persist(new Article()));

            assertThat(context.getBean(Log.class).lines()).containsExactly("saved new of 1");
        });
    }

    static class Advised {

        @Bean
        static Advisor advisor(EntityManagerFactory factory) {
            return new DefaultPointcutAdvisor(
                    new NameMatchMethodPointcut(), (MethodInterceptor) invocation -> invocation.proceed());
        }
    }
}
