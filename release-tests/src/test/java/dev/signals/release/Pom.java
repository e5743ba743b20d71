package dev.signals.release;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A published pom. */
record Pom(Element project) {

    static Pom of(Published artifact) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(artifact.pom().toFile());
        return new Pom(document.getDocumentElement());
    }

    /** The text of an element, empty if it is not there. */
    String text(String... path) {
        return elements(project, path).stream()
                .map(found -> found.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    List<Dependency> dependencies() {
        return dependencies("dependencies", "dependency");
    }

    List<Dependency> managed() {
        return dependencies("dependencyManagement", "dependencies", "dependency");
    }

    private List<Dependency> dependencies(String... path) {
        return elements(project, path).stream().map(Dependency::of).toList();
    }

    private static List<Element> elements(Element parent, String... path) {
        List<Element> found = List.of(parent);
        for (String name : path) {
            found = found.stream()
                    .flatMap(each -> children(each, name).stream())
                    .toList();
        }
        return found;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    record Dependency(String group, String artifact, String version, String scope, boolean optional) {

        private static Dependency of(Element element) {
            return new Dependency(
                    child(element, "groupId"),
                    child(element, "artifactId"),
                    child(element, "version"),
                    child(element, "scope"),
                    child(element, "optional").equals("true"));
        }

        private static String child(Element element, String name) {
            return new Pom(element).text(name);
        }

        boolean shipped() {
            return !optional && (scope.isEmpty() || scope.equals("compile") || scope.equals("runtime"));
        }
    }
}
