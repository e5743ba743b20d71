package dev.signals.it.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.Receivers;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The classes of receiver methods that settings and entities name: what names them, and who makes them. */
class ReceiverClassesIT {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        long id;
    }

    @Entity(name = "Letter")
    @Receivers(MailReceivers.class)
    static class Letter {
        @Id
        long id;
    }

    static class Mailer {}

    static class MailReceivers {
        MailReceivers(Mailer mailer) {
            LOG.add("made with " + mailer);
        }

        MailReceivers(Mailer mailer, int[] retries) {
            this(mailer);
        }

        @Receiver
        void mail(PostSave<Article> event) {
            LOG.add("mailed");
        }
    }

    class Inner {
        @Receiver
        void saved(PostSave<Article> event) {}
    }

    abstract static class Abstract {
        @Receiver
        void saved(PostSave<Article> event) {}
    }

    interface Contract {
        @Receiver
        default void saved(PostSave<Article> event) {}
    }

    static class Inheriting implements Contract {
        Inheriting(String name) {
            LOG.add(name);
        }
    }

    static class OnlyStatic {
        private OnlyStatic(Mailer mailer) {}

        @Receiver
        static void saved(PostSave<Article> event) {
            LOG.add("static");
        }
    }

    static class WithPrivateConstructor {
        private WithPrivateConstructor() {}

        WithPrivateConstructor(Mailer mailer) {}

        @Receiver
        void saved(PostSave<Article> event) {
            LOG.add("private");
        }

        static class Deeper {
            @Receiver
            void saved(PostSave<Article> event) {
                LOG.add("deeper");
            }
        }
    }

    /** Makes what Hibernate cannot make. */
    static final class Container implements BeanContainer {

        @Override
        public <B> ContainedBean<B> getBean(Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            return new ContainedBean<>() {
                @Override
                public B getBeanInstance() {
                    return type.cast(new MailReceivers(new Mailer()));
                }

                @Override
                public Class<B> getBeanClass() {
                    return type;
                }
            };
        }

        @Override
        public <B> ContainedBean<B> getBean(
                String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            return getBean(type, options, fallback);
        }

        @Override
        public void stop() {}
    }

    private static TestFactory factory(Object receivers) {
        return TestFactory.of(Database.H2, Map.of(SignalSettings.RECEIVERS, receivers), Article.class);
    }

    private static List<String> calledOf(Object receivers) {
        try (TestFactory factory = factory(receivers)) {
            factory.inTransaction(session -> session.persist(new Article()));
        }
        return List.copyOf(LOG);
    }

    private static String name(Class<?> type) {
        return type.getName();
    }

    @Test
    void aConstructorWithArgumentsIsFoundBeforeTheFirstEvent() throws IOException {
        Throwable thrown = catchThrowable(() -> factory(name(MailReceivers.class)));

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        ErrorsPage.assertListed(ReceiverClassesIT.class, "receivers-that-nobody-makes", thrown.getMessage());
        assertThat(LOG).isEmpty();
    }

    @Test
    void soItIsWhereAnEntityNamesTheClass() {
        assertThatThrownBy(() -> TestFactory.of(Database.H2, Article.class, Letter.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot connect " + name(MailReceivers.class) + ", which @Receivers of "
                        + name(Letter.class) + " names: its constructor takes (" + name(Mailer.class) + ")");
    }

    @Test
    void soAreOtherClassesThatNobodyMakes() {
        assertThatThrownBy(() -> factory(name(Inner.class)))
                .hasMessageContaining("its constructor takes (" + name(ReceiverClassesIT.class) + "), and");
        assertThatThrownBy(() -> factory(name(Abstract.class))).hasMessageContaining("names: it is abstract, and");
        assertThatThrownBy(() -> factory(name(Contract.class))).hasMessageContaining("names: it is an interface, and");
        assertThatThrownBy(() -> factory(name(Inheriting.class)))
                .hasMessageContaining("its constructor takes (java.lang.String), and");
    }

    @Test
    void aContainerMakesThem() {
        Map<String, Object> settings = Map.of(
                SignalSettings.RECEIVERS,
                name(MailReceivers.class),
                "hibernate.resource.beans.container",
                new Container());
        try (TestFactory factory = TestFactory.of(Database.H2, settings, Article.class)) {
            assertThat(LOG).isEmpty();

            factory.inTransaction(session -> session.persist(new Article()));
        }

        assertThat(LOG).hasSize(2).last().isEqualTo("mailed");
    }

    @Test
    void staticMethodsNeedNoInstance() {
        assertThat(calledOf(name(OnlyStatic.class))).containsExactly("static");
    }

    @Test
    void theConstructorMayBePrivateAmongOthers() {
        assertThat(calledOf(name(WithPrivateConstructor.class))).containsExactly("private");
    }

    @Test
    void aNestedClassIsFoundByTheNameThatItHasInTheSource() {
        assertThat(calledOf(WithPrivateConstructor.class.getCanonicalName())).containsExactly("private");
    }

    @Test
    void soIsOneInANestedClass() {
        assertThat(calledOf(" " + WithPrivateConstructor.Deeper.class.getCanonicalName() + " , "
                        + OnlyStatic.class.getCanonicalName()))
                .containsExactly("deeper", "static");
    }

    @Test
    void bothNamesOfOneClassConnectItOnce() {
        assertThat(calledOf(name(OnlyStatic.class) + "," + OnlyStatic.class.getCanonicalName()))
                .containsExactly("static");
    }

    @Test
    void inCodeTheClassesThemselvesMayBeGiven() {
        assertThat(calledOf(OnlyStatic.class)).containsExactly("static");
        LOG.clear();
        assertThat(calledOf(List.of(OnlyStatic.class, WithPrivateConstructor.class)))
                .containsExactly("static", "private");
        LOG.clear();
        assertThat(calledOf(new Class<?>[] {OnlyStatic.class})).containsExactly("static");
    }

    @Test
    void aClassThatIsNotThereIsNamedAsItWasGiven() {
        String missing = name(ReceiverClassesIT.class) + ".Missing";

        assertThatThrownBy(() -> factory(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting signals.receivers names class " + missing
                        + ", which is not found; give full class names, with commas between them");
    }
}
