package dev.signals.docs.check;

import dev.signals.docs.page.Fence;
import dev.signals.docs.page.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.SimpleJavaFileObject;

/**
 * A block in Java as the compiler gets it. A file, which is a program or marked as one, is compiled as it is.
 * Everything else becomes the members of a class, or the body of a method, that has what a preamble declares.
 */
final class Unit extends SimpleJavaFileObject {

    private static final Pattern MAIN = Pattern.compile("static void main\\(");
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:[a-z@]\\S* )*(?:class|interface|record|enum) (\\w+)");
    private static final Pattern PUBLIC =
            Pattern.compile("(?m)^public (?:final )?(?:class|interface|record|enum) (\\w+)");

    /** How a line at the left margin begins if the block has types and methods. */
    private static final Pattern MEMBER = Pattern.compile("[@})/].*"
            + "|((public|private|protected|static|final|abstract|sealed) )*(class|interface|@interface|record|enum) .*"
            + "|((public|private|protected|static|final) )*(<[^>]+> )?(void|[A-Z][\\w.]*(<.*>)?) \\w+\\(.*\\{.*");

    private static final Pattern OMISSION = Pattern.compile("(^|(?<=[\\s{(]))\\.\\.\\.;?(?=[\\s})]|$)");

    /** What readers are used to see; a block that imports another class of the same name gets that one. */
    private static final List<String> IMPORTS = List.of(
            "static dev.signals.Options.*",
            "static dev.signals.hibernate.ModelSignals.*",
            "static dev.signals.outbox.Outbox.*",
            "static dev.signals.test.SignalAssert.assertThat",
            "static org.assertj.core.api.Assertions.assertThat",
            "dev.signals.*",
            "dev.signals.docs.preamble.Model.*",
            "dev.signals.hibernate.*",
            "dev.signals.hibernate.event.*",
            "dev.signals.hibernate.micrometer.*",
            "dev.signals.outbox.Outbox",
            "dev.signals.panel.*",
            "dev.signals.test.*",
            "jakarta.data.repository.CrudRepository",
            "jakarta.data.repository.Repository",
            "jakarta.enterprise.context.*",
            "jakarta.enterprise.event.Observes",
            "jakarta.enterprise.inject.*",
            "jakarta.inject.Inject",
            "jakarta.persistence.*",
            "java.nio.file.Path",
            "java.util.*",
            "org.hibernate.Session",
            "org.hibernate.SessionFactory",
            "org.hibernate.StatelessSession",
            "org.junit.jupiter.api.Test");

    private final Page page;
    private final Fence fence;
    private final String name;
    private final boolean file;

    Unit(Page page, Fence fence) {
        this(page, fence, fence.isMarked("file") || isProgram(fence));
    }

    private Unit(Page page, Fence fence, boolean file) {
        super(
                URI.create("string:///" + packageOf(page, fence, file) + "/" + nameOf(fence, file) + ".java"),
                Kind.SOURCE);
        this.page = page;
        this.fence = fence;
        this.name = packageOf(page, fence, file) + "." + nameOf(fence, file);
        this.file = file;
    }

    static boolean isProgram(Fence fence) {
        return MAIN.matcher(fence.text()).find();
    }

    /** The files of a page see each other; all other blocks are on their own. */
    private static String packageOf(Page page, Fence fence, boolean file) {
        String pages = "page_" + page.path().toString().replaceAll("\\.md$", "").replaceAll("\\W+", "_");
        return file ? pages : pages + "_line_" + fence.line();
    }

    /** A file has the name of its public type, or of the last type before {@code main}. */
    private static String nameOf(Fence fence, boolean file) {
        if (!file) {
            return "Block";
        }
        String code = fence.text();
        Matcher open = PUBLIC.matcher(code);
        if (open.find()) {
            return open.group(1);
        }
        Matcher main = MAIN.matcher(code);
        String before = main.find() ? code.substring(0, main.start()) : code;
        return TYPE.matcher(before)
                .results()
                .map(type -> type.group(1))
                .reduce((first, next) -> next)
                .orElse("Block");
    }

    /** Returns the name of the class that has the code, or {@code main}. */
    String className() {
        return name;
    }

    Page page() {
        return page;
    }

    Fence fence() {
        return fence;
    }

    /** Returns the line of the page that became line {@code number} of the source. */
    int lineOfPage(long number) {
        // the first line of the source is what was put before the code
        return fence.line() + (int) Math.max(0, number - 2);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        String before = "package " + name.substring(0, name.lastIndexOf('.')) + ";";
        if (file) {
            return before + "\n" + fence.text();
        }
        List<String> imports = new ArrayList<>();
        List<String> code = new ArrayList<>();
        for (String line : fence.code()) {
            boolean isImport = line.startsWith("import ");
            if (isImport) {
                imports.add(line);
            }
            code.add(isImport ? "" : OMISSION.matcher(line).replaceAll(""));
        }
        before += String.join("", imports) + usualImports(imports) + "class Block extends dev.signals.docs.preamble."
                + fence.note("preamble").orElse("Blog") + " {";
        if (hasMembers(code)) {
            return before + "\n" + String.join("\n", code) + "\n}";
        }
        // a field that stands among statements
        String body = String.join("\n", code).replaceAll("(?m)^static ", "");
        return before + " void block() throws Exception {\n" + body + "\n}}";
    }

    private static String usualImports(List<String> imports) {
        return IMPORTS.stream()
                .filter(usual -> imports.stream().noneMatch(own -> own.endsWith(simpleName(usual) + ";")))
                .map(usual -> "import " + usual + ";")
                .collect(Collectors.joining());
    }

    /** With a dot before it; packages and static members as a whole have none that could clash. */
    private static String simpleName(String imported) {
        return imported.endsWith("*") ? imported : imported.substring(imported.lastIndexOf('.'));
    }

    private static boolean hasMembers(List<String> code) {
        return code.stream()
                .filter(line -> !line.isEmpty() && !Character.isWhitespace(line.charAt(0)))
                .allMatch(line -> MEMBER.matcher(line).matches());
    }
}
