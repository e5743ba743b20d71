package dev.signals.it.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One run of the tests. */
record Cell(Hibernate hibernate, Jdk jdk, Entities entities, Server server) {

    /** The options of Maven for the run. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        Stream.of(hibernate.options(), entities.options(), server.options()).forEach(options::addAll);
        options.add(jdk.option());
        return options;
    }

    /** The name of the file for the output of the run. */
    String fileName() {
        return toString().replaceAll("[^\\w.]+", "-") + ".log";
    }

    @Override
    public String toString() {
        return "Hibernate " + hibernate + ", JDK " + jdk + ", " + entities + " entities, " + server;
    }
}
