package dev.signals.panel;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.event.PreSave;
import dev.signals.panel.Library.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of entities are shown to those who ask for them. */
class ValuesTest {

    private static final String SECRET = "9781402894626";

    @Test
    void withoutTheOptionNothingThatThePanelAnswersHasAValue() {
        String answers = answersAfterWork(PanelOptions.defaults());

        assertThat(answers)
                .contains(
                        "Book created", "IllegalArgumentException", "ConstraintViolationException", "insert into Book");
        assertThat(answers).doesNotContain(SECRET);
    }

    @Test
    void withTheOptionIdentifiersMessagesLiteralsAndReasonsAreShown() {
        assertThat(answersAfterWork(PanelOptions.defaults().withValues()))
                .contains("Book#" + SECRET, "refused " + SECRET, "title='" + SECRET + "'", "because import " + SECRET);
    }

    private static String answersAfterWork(PanelOptions options) {
        try (Library library = Library.open();
                SignalPanel panel = library.record(options)) {
            library.signals.preSave().connect(Book.class, ValuesTest::refuseTheThird);
            library.signals.postSave().connect(Book.class, event -> {});
            library.signals
                    .postSave()
                    .connect(
                            Book.class,
                            event -> {
                                throw new IllegalStateException("after the commit " + event.id());
                            },
                            afterCommit());
            library.factory.inTransaction(session -> library.signals.because(session, "import " + SECRET, () -> {
                session.persist(new Book(SECRET, SECRET));
            }));
            library.factory.inTransaction(session -> session.createSelectionQuery(
                            "from Book where title = '" + SECRET + "' or isbn > '" + SECRET + "'", Book.class)
                    .setComment("for " + SECRET)
                    .getResultList());
            assertThatThrownBy(() -> library.persist(new Book("2", SECRET))).isNotNull();
            assertThatThrownBy(() -> library.persist(new Book("3", SECRET))).hasMessageContaining(SECRET);
            return panel.map() + everything(panel);
        }
    }

    private static void refuseTheThird(PreSave<Book> event) {
        if (event.instance().isbn.equals("3")) {
            throw new IllegalArgumentException("refused " + event.instance().title);
        }
    }

    private static String everything(SignalPanel panel) {
        StringBuilder text = new StringBuilder(panel.activity(null));
        Library.activity(panel).path("works").forEach(work -> text.append(Library.work(panel, work)));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select a1_0.id from t2 a1_0 where a=12 and b='it''s'   | select a1_0.id from t2 a1_0 where a=? and b=?",
                "select 1 where c in (1.5,-3e7) and d=$$x$$ and e=$q$y  | select ? where c in (?,-?) and d=? and e=?",
                "/* from Book where x='y' */ select 1 -- 'z'            | select ?",
                "/* unfinished 'x'                                      | ~~",
                "select 'unfinished                                     | select ?",
                "select E'a\\'secret', x, 'y'                           | select E?",
                "select \"name\" from t                                 | select \"name\" from t",
                "select 1 where a='/*' /* b */ and c='secret'           | select ? where a=? and c=?",
                "select \"o'neil\", `o'neil`, 'secret'                  | select \"o'neil\", `o'neil`, ?",
                "select q'[it's secret]', nq'!it's secret!', 'x'        | select ?, ?, ?",
                "select 0xBEEF, .5, 1_000, 5e-3, 7L, a$b, $1, t.c5      | select ?, ?, ?, ?, ?, a$b, $1, t.c5"
            })
    void literalsOfEachKindBecomeQuestionMarks(String statement, String shown) {
        assertThat(new SafeText(false, false).statement(statement).strip()).isEqualTo(shown);
        assertThat(new SafeText(true, false).statement(statement)).isEqualTo(statement);
    }

    @Test
    void whereDoubleQuotesAreAroundValuesTheseAreLeftOutToo() {
        assertThat(new SafeText(false, true).statement("select `name` from t where x=\"secret\""))
                .isEqualTo("select `name` from t where x=?");
    }

    @Test
    void aCommentIsNoneInALiteralAndAQuoteIsNoneInAComment() {
        assertThat(new SafeText(false, false).statement("""
                        select 1 -- it's one
                        where a='b--c' and d='x'
                        and e='secret'
                        """)).isEqualTo("""
                        select ?\s
                        where a=? and d=?
                        and e=?
                        """);
    }

    @Test
    void aLiteralWithBackslashesThatIsCutOffIsLeftOut() {
        String statement = "select 1 where a='it\\'s " + "secret ".repeat(1_000) + "'";

        assertThat(new SafeText(false, false).statement(statement)).isEqualTo("select ? where a=? ...");
        assertThat(new SafeText(false, true).statement(statement)).isEqualTo("select ? where a=? ...");
    }

    @Test
    void aStatementOfAnyLengthIsShortened() {
        String statement = "insert into t values ('" + "x''".repeat(1_000_000) + "')";

        assertThat(new SafeText(false, false).statement(statement)).isEqualTo("insert into t values (? ...");
        assertThat(new SafeText(true, false).statement(statement)).hasSize(2_004);
    }
}
