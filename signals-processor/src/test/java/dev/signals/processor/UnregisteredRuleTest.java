package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warning about receivers that nobody registers, in a module laid out as Maven does it. */
class UnregisteredRuleTest {

    private static final String WARNING = "nobody registers com.acme.Reports: no source and no resource of this module"
            + " mentions it, so its @Receiver methods are never called; name it in @Receivers on an entity or in the"
            + " setting signals.receivers, register an instance, or suppress \"signals.unregistered\" if other code finds"
            + " it";

    private static final String REPORTS = "class Reports { @Receiver void saved(PostSave<?> event) {"
            + " System.getLogger(Reports.class.getName()).log(System.Logger.Level.INFO, event); } }";

    @TempDir
    private Path module;

    private final Map<String, String> sources = new TreeMap<>();

    /** Compiles the sources, and returns what the compiler says. */
    private List<String> said(String... classes) throws IOException {
        for (String each : classes) {
            sources.put(name(each), Blog.HEADER + each);
        }
        Path folder = Files.createDirectories(module.resolve("src/main/java/com/acme"));
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    diagnostics,
                    List.of("-d", Files.createDirectories(classes()).toString()),
                    null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(List.of(new ReceiverProcessor()));
            task.call();
        }
        return diagnostics.getDiagnostics().stream()
                .map(each -> each.getMessage(Locale.ROOT))
                .toList();
    }

    private static String name(String source) {
        return source.replaceAll("(?s).*?class (\\w+).*", "$1");
    }

    private Path classes() {
        return module.resolve("target/classes");
    }

    @Test
    void aClassThatNobodyMentionsIsWarnedOf() throws IOException {
        assertThat(said(REPORTS, "class Other { /* Reports */ }")).containsExactly(WARNING);
        assertThat(Files.readString(classes().resolve(ReceiverMap.RESOURCE))).contains("com.acme.Reports.saved");
        assertThat(Files.readString(Path.of("..", "docs", "errors.md"))).contains("\n" + WARNING + "\n");
    }

    @Test
    void soItIsInTheNextBuildWhichFindsItsOwnClassesAndTheMap() throws IOException {
        said(REPORTS);

        assertThat(said(REPORTS)).containsExactly(WARNING);
    }

    @Test
    void anImportIsNotEnough() throws IOException {
        sources.put("Other", "package com.acme.other; import com.acme.Reports; class Other {}");

        assertThat(said(
                        "public " + REPORTS.replace("PostSave<?>", "PostSave<Thing>"),
                        "@Entity public class Thing { @Id Long id; }"))
                .containsExactly(WARNING);
    }

    @Test
    void aMentionInASourceIsEnough() throws IOException {
        for (String other : List.of(
                "class Other { void connect(FactorySignals signals) { signals.register(new Reports()); } }",
                "@Receivers(Reports.class) class Other {}",
                "class Other { String setting = \"com.acme.Reports\"; }",
                "class Other { Reports made() { return null; } }")) {
            assertThat(said(REPORTS, other)).as(other).isEmpty();
        }
    }

    @Test
    void aClassMayRegisterItself() throws IOException {
        assertThat(said(REPORTS.replace(
                        "class Reports {",
                        "class Reports { Reports(FactorySignals signals) { signals.register(this); } ")))
                .isEmpty();
    }

    @Test
    void aMentionInASettingIsEnough() throws IOException {
        Path resources = Files.createDirectories(module.resolve("src/main/resources"));
        Files.writeString(resources.resolve("application.properties"), "signals.receivers=com.acme.Reports");

        assertThat(said(REPORTS)).isEmpty();
    }

    @Test
    void soItIsIfTheSettingsHaveBeenCopiedToTheClasses() throws IOException {
        Path services = Files.createDirectories(classes().resolve("META-INF"));
        Files.writeString(services.resolve("persistence.xml"), "<property value='com.acme.Reports'/>");

        assertThat(said(REPORTS)).isEmpty();
    }

    @Test
    void anAnnotationMayMakeItABean() throws IOException {
        assertThat(said("@interface Component {}", "@Component " + REPORTS)).isEmpty();
        assertThat(said("@Deprecated " + REPORTS)).containsExactly(WARNING);
    }

    @Test
    void theWarningCanBeSuppressed() throws IOException {
        assertThat(said("@SuppressWarnings(\"signals.unregistered\") " + REPORTS))
                .isEmpty();
        assertThat(said("@SuppressWarnings(\"unused\") " + REPORTS)).containsExactly(WARNING);
    }

    @Test
    void aPublicClassForEntitiesOfOtherModulesIsForOthersToRegister() throws IOException {
        assertThat(said("public " + REPORTS)).isEmpty();
    }

    @Test
    void anAbstractClassAndAContributorAreNot() throws IOException {
        assertThat(said("abstract " + REPORTS)).isEmpty();
        assertThat(said(REPORTS.replace(
                        "class Reports {",
                        "class Reports implements ReceiverContributor {"
                                + " public void contribute(FactorySignals signals) {}")))
                .doesNotContain(WARNING);
    }

    @Test
    void aCompilationOfSomeClassesIsNotJudged() throws IOException {
        said("class Other { Reports made() { return null; } }", "class Reports {}");
        sources.remove("Other");

        assertThat(said(REPORTS)).isEmpty();
    }

    @Test
    void aModuleWithOtherLanguagesIsNotJudged() throws IOException {
        Files.createDirectories(module.resolve("src/main/kotlin"));

        assertThat(said(REPORTS)).isEmpty();
    }
}
