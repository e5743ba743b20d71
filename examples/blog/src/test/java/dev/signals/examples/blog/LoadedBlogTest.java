package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.blog.Report.LongArticle;
import dev.signals.examples.blog.Report.TagCount;
import dev.signals.examples.blog.SignalCounter.Kind;
import dev.signals.examples.blog.model.Article;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The report, against figures that are computed from the raw data or by SQL. */
@OnBothDatabases
class LoadedBlogTest {

    private static final List<RawAddress> RAW = RawAddress.all();
    private static final int DELETED = 2;
    private static final int GUEST = 1;
    private static final int CHANGED = 1;
    private static final Pattern STATEMENT = Pattern.compile("^ +(select|insert|update|delete) ");

    @Parameter
    private String database;

    private TestBlog test;
    private Report report;
    private final Map<String, Long> rowsBySql = new TreeMap<>();

    @BeforeParameterizedClassInvocation
    void load() {
        test = new TestBlog(database, Clock.systemUTC());
        report = new BlogRun(test.blog(), TestBlog.SILENT).run(AddressFile.read());
        for (String table : List.of("article", "article_tag", "author", "comment", "profile", "tag")) {
            rowsBySql.put(table, test.number("select count(*) from $" + table));
        }
    }

    @AfterParameterizedClassInvocation
    void close() {
        test.close();
    }

    @Test
    void addressesAndWordsAreThoseOfTheRawFile() {
        assertThat(report.addresses().articles()).isEqualTo(RAW.size()).isEqualTo(233);
        assertThat(report.addresses().words())
                .isEqualTo(RAW.stream().mapToLong(RawAddress::words).sum());
    }

    @Test
    void theLongestAreThoseOfTheRawFile() {
        List<LongArticle> longest = RAW.stream()
                .sorted(Comparator.comparing(RawAddress::words).reversed())
                .limit(3)
                .map(raw -> new LongArticle("State of the Union " + raw.year(), raw.president(), raw.words()))
                .toList();

        assertThat(report.addresses().longest()).isEqualTo(longest);
    }

    @Test
    void everyArticleHasTheWordsOfItsAddress() {
        List<List<Object>> expected = new ArrayList<>();
        RAW.forEach(raw -> expected.add(List.of(raw.year(), raw.president(), raw.words())));
        expected.removeIf(row -> row.get(0).equals(1953) && row.get(1).equals("Dwight D Eisenhower"));
        expected.removeIf(row -> row.get(0).equals(1961) && row.get(1).equals("John F Kennedy"));
        expected.add(List.of(1843, "Ada Lovelace", 6));

        assertThat(test.sql(
                        "select publishedYear, name, wordCount from $article a join $author u on u.id = a.author_id"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void rowsAreThoseCountedBySql() {
        assertThat(report.rows()).isEqualTo(rowsBySql);
    }

    @Test
    void rowsAreThoseExpectedFromTheRawFile() {
        assertThat(rowsBySql)
                .containsEntry("article", (long) RAW.size() + GUEST - DELETED)
                .containsEntry("comment", (long) RAW.size() + GUEST - DELETED)
                .containsEntry("author", presidents() + GUEST)
                .containsEntry("profile", presidents() + GUEST)
                .containsEntry("tag", tags());
    }

    @Test
    void signalsPerKindAreThoseExpectedFromTheRawFile() {
        int articles = RAW.size() + GUEST;
        int authors = (int) presidents() + GUEST;
        Map<Kind, Integer> expected = new TreeMap<>();
        for (String save : List.of("pre_save", "post_save")) {
            expected.put(new Kind(save, "Article"), articles + CHANGED);
            expected.put(new Kind(save, "Comment"), articles);
            expected.put(new Kind(save, "Author"), authors);
            expected.put(new Kind(save, "Profile"), authors);
            expected.put(new Kind(save, "Tag"), (int) tags());
        }
        for (String delete : List.of("pre_delete", "post_delete")) {
            expected.put(new Kind(delete, "Article"), DELETED);
            expected.put(new Kind(delete, "Comment"), DELETED);
        }

        assertThat(report.signals()).isEqualTo(expected);
    }

    @Test
    void oneNotificationIsSentPerNewArticle() {
        assertThat(report.notifications()).isEqualTo(RAW.size() + GUEST);
    }

    @Test
    void onlyTheDeletedArticlesAreEvictedAndLoseTheirCovers() {
        assertThat(report.evictions()).isEqualTo(DELETED);
        assertThat(report.covers()).isEqualTo(RAW.size() - DELETED);
    }

    @Test
    void slugsAreUniqueAndTheSecondOfAYearHasANumber() {
        assertThat(test.number("select count(distinct slug) from $article"))
                .isEqualTo(test.number("select count(*) from $article"));
        assertThat(report.timeline()).contains("remove state-of-the-union-1953-2", "remove state-of-the-union-1961-2");
    }

    @Test
    void everyAuthorHasOneProfile() {
        assertThat(test.number("select count(distinct author_id) from $profile"))
                .isEqualTo(test.number("select count(*) from $author"));
    }

    @Test
    void everyArticleIsMarkedAsUpdated() {
        assertThat(test.number("select count(*) from $article where updatedAt is null"))
                .isZero();
    }

    @Test
    void tagCountersOfTheReportAreThoseOfTheRawFile() {
        assertThat(report.tags())
                .hasSize((int) tags())
                .contains(
                        new TagCount("Federalist", party("Federalist")),
                        new TagCount("Whig", party("Whig") + party("Whig & Democratic")),
                        // one Republican and one Democrat are deleted
                        new TagCount("Republican", party("Republican") - 1),
                        new TagCount("Democratic", party("Democratic") + party("Whig & Democratic") - 1));
    }

    @Test
    void tagCountersAreRightAfterADeletionAndAfterOneThatIsRolledBack() {
        assertTagCountersAreRight();
        long before = test.number("select sum(articleCount) from $tag");

        test.rolledBack(session -> session.remove(bySlug(session, "state-of-the-union-1900")));
        assertTagCountersAreRight();
        assertThat(test.number("select sum(articleCount) from $tag")).isEqualTo(before);

        test.inTransaction(session -> session.remove(bySlug(session, "state-of-the-union-1900")));
        assertTagCountersAreRight();
        assertThat(test.number("select sum(articleCount) from $tag")).isEqualTo(before - 2);
    }

    @Test
    void theTimelineHasReceiversFlushesAndCommitInOrder() {
        assertThat(report.timeline())
                .filteredOn(line -> !STATEMENT.matcher(line).find())
                .map(line -> line.replaceAll("#\\d+", "#1"))
                .containsExactly(
                        "persist the author",
                        "  in a transaction",
                        "  pre_save Author new -> lambda in ProfileReceiver",
                        "persist the article",
                        "  pre_save Article new -> lambda in SlugReceiver",
                        "    flush for a query",
                        "  pre_save Article new -> lambda in WordCountReceiver",
                        "flush",
                        "  flush",
                        "  post_save Article#1 created -> lambda in UpdatedAtReceiver",
                        "    flush for a query",
                        "  post_save Article#1 created -> lambda in TagCountReceiver",
                        "    flush for a query",
                        "change the body",
                        "query the articles to delete",
                        "  pre_save Article#1 [body] -> lambda in SlugReceiver",
                        "  pre_save Article#1 [body] -> lambda in WordCountReceiver",
                        "  flush for a query",
                        "  post_save Article#1 updated [body, wordCount] -> lambda in UpdatedAtReceiver",
                        "    flush for a query",
                        "  post_save Article#1 updated [body, wordCount] -> lambda in TagCountReceiver",
                        "    flush for a query",
                        "remove state-of-the-union-1953-2",
                        "remove state-of-the-union-1961-2",
                        "commit",
                        "  flush",
                        "  post_delete Article#1 explicit -> lambda in TagCountReceiver",
                        "    flush for a query",
                        "  post_delete Article#1 explicit -> lambda in TagCountReceiver",
                        "    flush for a query",
                        "  committed",
                        "  post_save Article#1 created -> lambda in NotificationReceiver",
                        "  post_save Article#1 created -> lambda in CacheReceiver",
                        "  post_save Article#1 updated [body, wordCount] -> lambda in CacheReceiver",
                        "  post_delete Article#1 explicit -> lambda in CacheReceiver",
                        "  post_delete Article#1 explicit -> lambda in CoverFileReceiver",
                        "  post_delete Article#1 explicit -> lambda in CacheReceiver",
                        "  post_delete Article#1 explicit -> lambda in CoverFileReceiver");
    }

    private void assertTagCountersAreRight() {
        assertThat(test.sql("select name, articleCount from $tag")).containsExactlyInAnyOrderElementsOf(test.sql("""
                                select t.name, (select count(*) from $article_tag j where j.tags_id = t.id) from $tag t
                                """));
    }

    private static Article bySlug(Session session, String slug) {
        return session.createSelectionQuery("from Article where slug = :slug", Article.class)
                .setParameter("slug", slug)
                .getSingleResult();
    }

    private static long presidents() {
        return RAW.stream().map(RawAddress::president).distinct().count();
    }

    private static long party(String party) {
        return RAW.stream().filter(raw -> raw.party().equals(party)).count();
    }

    private static long tags() {
        long centuries =
                RAW.stream().map(raw -> (raw.year() - 1) / 100).distinct().count();
        long parties = RAW.stream()
                .map(RawAddress::party)
                .filter(party -> !party.equals("none") && !party.equals("Whig & Democratic"))
                .distinct()
                .count();
        return centuries + parties;
    }
}
