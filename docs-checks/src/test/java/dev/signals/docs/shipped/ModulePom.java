package dev.signals.docs.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The pom of a module, as it is written. */
record ModulePom(Path file, Element project) {

    /** How users get a dependency. */
    enum Way {
        COMES_ALONG("comes along"),
        MUST_BE_THERE("must be there"),
        MAY_BE_THERE("may be there");

        private final String text;

        Way(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** One dependency that is not for tests. */
    record Dependency(String name, Way way) {

        boolean isOwn() {
            return name.startsWith("dev.signals:");
        }
    }

    static ModulePom of(Path file) {
        try {
            return new ModulePom(
                    file,
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** Returns the poms of the published modules: they have code, and no {@code maven.deploy.skip}. */
    static List<ModulePom> published(Path root) throws IOException {
        try (Stream<Path> files = Files.find(
                root, 3, (file, attributes) -> file.getFileName().toString().equals("pom.xml"))) {
            return files.filter(file -> root.relativize(file).toString().startsWith("signals-"))
                    .map(ModulePom::of)
                    .filter(pom -> Files.isDirectory(pom.file.resolveSibling("src/main/java")))
                    .filter(pom -> children(pom.project, "properties").stream()
                            .allMatch(
                                    each -> children(each, "maven.deploy.skip").isEmpty()))
                    .sorted((one, other) -> one.artifact().compareTo(other.artifact()))
                    .toList();
        }
    }

    String artifact() {
        return text(project, "artifactId", "");
    }

    List<Dependency> dependencies() {
        return children(project, "dependencies").stream()
                .flatMap(each -> children(each, "dependency").stream())
                .filter(each -> !text(each, "scope", "compile").equals("test"))
                .map(each -> new Dependency(text(each, "groupId", "") + ":" + text(each, "artifactId", ""), way(each)))
                .toList();
    }

    private static Way way(Element dependency) {
        if (text(dependency, "optional", "false").equals("true")) {
            return Way.MAY_BE_THERE;
        }
        return text(dependency, "scope", "compile").equals("provided") ? Way.MUST_BE_THERE : Way.COMES_ALONG;
    }

    private static String text(Element parent, String name, String otherwise) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .findFirst()
                .orElse(otherwise)
                .strip();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
