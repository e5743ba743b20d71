package dev.signals;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import dev.signals.Blog.Commentable;
import dev.signals.Blog.Content;
import dev.signals.Blog.Entity;
import dev.signals.Blog.Tag;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SenderMatchingTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    @Test
    void a10_onlyTheVerySenderMatches() {
        signal.connect(Content.class, calls.receiver("content"));
        signal.connect(Entity.class, calls.receiver("entity"));
        signal.connect(Article.class, calls.receiver("article"));
        signal.connect(calls.receiver("any"));

        assertThat(calls.sending(signal, Article.class)).containsExactly("article", "any");
        assertThat(calls.sending(signal, Tag.class)).containsExactly("any");
    }

    @Test
    void a11_sendingWithoutSenderReachesOnlyReceiversForAny() {
        signal.connect(Article.class, calls.receiver("article"));
        signal.connect(Object.class, calls.receiver("objects"), includingSubtypes());
        signal.connect(calls.receiver("any"));

        assertThat(calls.sending(signal, null)).containsExactly("any");
    }

    @Test
    void a12_hasReceiversCountsThoseThatWouldBeCalled() {
        Connection forArticle = signal.connect(Article.class, calls.receiver("article"));

        assertThat(signal.hasReceivers(Article.class)).isTrue();
        assertThat(signal.hasReceivers(Content.class)).isFalse();
        assertThat(signal.hasReceivers(Tag.class)).isFalse();

        forArticle.close();

        assertThat(signal.hasReceivers(Article.class)).isFalse();
    }

    @Test
    void a12_hasReceiversWithoutSenderAsksForReceiversForAny() {
        signal.connect(Article.class, calls.receiver("article"));

        assertThat(signal.hasReceivers(null)).isFalse();

        signal.connect(calls.receiver("any"));

        assertThat(signal.hasReceivers(null)).isTrue();
        assertThat(signal.hasReceivers(Tag.class)).isTrue();
    }

    @Test
    void subtypesOfASuperclassMatch() {
        signal.connect(Content.class, calls.receiver("content"), includingSubtypes());

        assertThat(calls.sending(signal, Content.class)).containsExactly("content");
        assertThat(calls.sending(signal, Article.class)).containsExactly("content");
        assertThat(calls.sending(signal, Tag.class)).isEmpty();
    }

    @Test
    void implementorsOfAnInterfaceMatch() {
        signal.connect(Entity.class, calls.receiver("entity"), includingSubtypes());

        assertThat(calls.sending(signal, Tag.class)).containsExactly("entity");
        assertThat(calls.sending(signal, String.class)).isEmpty();
    }

    @Test
    void anInterfaceOfTheSuperclassAndASuperinterfaceMatch() {
        class Special extends Article {}
        signal.connect(Entity.class, calls.receiver("entity"), includingSubtypes());
        signal.connect(Commentable.class, calls.receiver("commentable"), includingSubtypes());

        assertThat(calls.sending(signal, Special.class)).containsExactly("entity", "commentable");
        assertThat(calls.sending(signal, Commentable.class)).containsExactly("entity", "commentable");
    }

    @Test
    void aSupertypeOfTheSenderDoesNotMatch() {
        signal.connect(Article.class, calls.receiver("article"), includingSubtypes());

        assertThat(calls.sending(signal, Content.class)).isEmpty();
    }

    @Test
    void subtypeAndExactReceiversKeepTheOrderOfConnecting() {
        signal.connect(Entity.class, calls.receiver("entity"), includingSubtypes());
        signal.connect(Article.class, calls.receiver("article"));
        signal.connect(calls.receiver("any"));
        signal.connect(Content.class, calls.receiver("content"), includingSubtypes());

        assertThat(calls.sending(signal, Article.class)).containsExactly("entity", "article", "any", "content");
    }

    @Test
    void aReceiverForTwoSupertypesIsCalledOnceForEach() {
        SignalReceiver<Object> one = calls.receiver("one");
        signal.connect(Entity.class, one, includingSubtypes());
        signal.connect(Content.class, one, includingSubtypes());

        assertThat(calls.sending(signal, Article.class)).containsExactly("one", "one");
    }

    @Test
    void a31_aSenderThatWasAskedForBeforeSeesLaterConnects() {
        assertThat(signal.hasReceivers(Article.class)).isFalse();
        Connection connection = signal.connect(Entity.class, calls.receiver("entity"), includingSubtypes());
        assertThat(calls.sending(signal, Article.class)).containsExactly("entity");

        connection.close();

        assertThat(calls.sending(signal, Article.class)).isEmpty();
    }

    @Test
    void thousandsOfSendersAreKeptApart() {
        Set<Class<?>> senders = new HashSet<>();
        for (int dimensions = 1; dimensions <= 120; dimensions++) {
            for (Class<?> element : new Class<?>[] {
                int.class, long.class, String.class, Article.class, Tag.class, Content.class, Entity.class,
                        Object.class,
                byte.class, char.class, short.class, float.class, double.class, boolean.class, Integer.class, Long.class
            }) {
                senders.add(arrays(element, dimensions));
            }
        }
        senders.forEach(sender -> signal.connect(sender, calls.receiver(sender.getName())));

        for (int round = 0; round < 2; round++) {
            for (Class<?> sender : senders) {
                assertThat(calls.sending(signal, sender)).containsExactly(sender.getName());
            }
        }
        assertThat(calls.sending(signal, Thread.class)).isEmpty();
    }

    @Test
    void aProxyClassMatchesItsInterface() {
        Object proxy = Proxy.newProxyInstance(
                Entity.class.getClassLoader(), new Class<?>[] {Entity.class}, (self, method, arguments) -> null);
        signal.connect(Entity.class, calls.receiver("entity"), includingSubtypes());

        assertThat(calls.sending(signal, proxy.getClass())).containsExactly("entity");
    }

    @Test
    void ordersFromTheSmallestToTheLargestAreCompared() {
        signal.connect(calls.receiver("max"), order(Integer.MAX_VALUE));
        signal.connect(calls.receiver("zero"));
        signal.connect(calls.receiver("min"), order(Integer.MIN_VALUE));
        signal.connect(calls.receiver("one"), order(1));
        signal.connect(calls.receiver("minus one"), order(-1));

        assertThat(calls.sending(signal, null)).containsExactly("min", "minus one", "zero", "one", "max");
    }

    private static Class<?> arrays(Class<?> element, int dimensions) {
        Class<?> array = element;
        for (int i = 0; i < dimensions; i++) {
            array = array.arrayType();
        }
        return array;
    }
}
