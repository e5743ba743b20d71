package dev.signals.it.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Leaves out of something what it fails without. */
public final class Shrinker {

    private Shrinker() {}

    /**
     * What still fails, and of which nothing more can be left out.
     *
     * @param smaller the same with something left out, in every way there is, most first
     */
    public static <T> T shrink(T failing, Function<T, Stream<T>> smaller, Predicate<T> fails) {
        T smallest = failing;
        Optional<T> next = smallerOf(smallest, smaller, fails);
        while (next.isPresent()) {
            smallest = next.get();
            next = smallerOf(smallest, smaller, fails);
        }
        return smallest;
    }

    private static <T> Optional<T> smallerOf(T failing, Function<T, Stream<T>> smaller, Predicate<T> fails) {
        return smaller.apply(failing).filter(fails).findFirst();
    }

    /** A list without one run of it: without the whole, then without each half, then without ever shorter runs. */
    public static <E> Stream<List<E>> withoutRuns(List<E> list) {
        return Stream.iterate(list.size(), size -> size > 0, size -> size / 2)
                .flatMap(size -> IntStream.iterate(list.size() - size, from -> from >= 0, from -> from - size)
                        .mapToObj(from -> without(list, from, size)));
    }

    private static <E> List<E> without(List<E> list, int from, int size) {
        List<E> rest = new ArrayList<>(list);
        rest.subList(from, from + size).clear();
        return rest;
    }
}
