package dev.signals.weaver.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Code that constructs entities in many ways. */
public class Workshop implements Maker {

    private static final Article OF_CLASS = new Article("of the class");

    private final Article ofInstance = new Article("of the instance");

    /** A constructor reference that can be serialized. */
    public interface Serialized extends Supplier<Article>, Serializable {}

    public Article ofClass() {
        return OF_CLASS;
    }

    public Article ofInstance() {
        return ofInstance;
    }

    public Article plain() {
        return new Article("plain", 3L);
    }

    public Article withoutArguments() {
        return new Article();
    }

    public Article words(String first, String second) {
        return new Article(first, second, "end");
    }

    @SuppressWarnings("unused")
    public void discarded(boolean odd) {
        new Article("first");
        new Article(odd ? "odd" : "even", odd ? 1 : 2);
    }

    public Article chosen(boolean review) {
        Article made = review ? new Review("chosen", 5) : new Article("chosen");
        return made;
    }

    public Review afterAnother() {
        return new Review("second");
    }

    public Comment nested(boolean odd) {
        long one = 1;
        return new Comment(
                new Article(odd ? "odd" : "even"),
                one,
                2.5,
                3,
                4.5f,
                'x',
                (short) 6,
                (byte) 7,
                odd,
                new int[] {1, 2},
                new String[][] {{"a"}});
    }

    public Article copied() {
        return new Article("original").copy();
    }

    public Article built(Function<String, Article> maker) {
        return maker.apply("by a function");
    }

    public Article byLambda() {
        return built(title -> new Article(title));
    }

    public Article byReference() {
        return built(Article::new);
    }

    public Article bySupplier() {
        Supplier<Article> supplier = Article::new;
        return supplier.get();
    }

    public Article bySerializedReference() {
        Serialized supplier = Article::new;
        return supplier.get();
    }

    public Object ofAnonymousClass() {
        return new Article("anonymous") {}.title;
    }

    public Draft noEntity() {
        return new Draft("draft");
    }

    public List<Article> inALoop(int count) {
        List<Article> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long views = i * 10L;
            String title = "no " + i;
            made.add(new Article(title, views));
            double half = views / 2.0;
            if (half > 100) {
                made.add(new Article("half " + half, (long) half));
            }
        }
        return made;
    }

    public Article oneOf(int kind) {
        return new Article(
                switch (kind) {
                    case 0 -> "zero";
                    case 1 -> {
                        Article other = new Article("other");
                        yield other.title + " one";
                    }
                    default -> throw new IllegalArgumentException("kind " + kind);
                });
    }

    public Article afterFailures(Callable<String> title) {
        String found = "none";
        try {
            return new Article(title.call());
        } catch (RuntimeException e) {
            found = e.getMessage();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            found += " at last";
        }
        return new Article(found);
    }

    public Comment failing() {
        return new Comment(null, 1, 2, 3, 4, 'x', (short) 5, (byte) 6, false, null, null);
    }

    public synchronized Article[] several() {
        Article[] all = {new Article("a"), null, new Review("b", 1)};
        all[1] = all[0] == null ? null : new Article(all[0].title + all[2].title);
        return all;
    }
}
