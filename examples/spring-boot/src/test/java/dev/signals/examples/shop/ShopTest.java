package dev.signals.examples.shop;

import static dev.signals.test.SignalAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.test.SignalRecorder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/** The shop as its customers see it, by HTTP, with a look at the rows. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShopTest {

    private final RestClient http;
    private final JdbcClient sql;
    private final OrderService orders;
    private final EntityManager entityManager;
    private final EntityManagerFactory factory;
    private final TransactionTemplate transaction;
    private final String email = UUID.randomUUID() + "@example.org";
    private SignalRecorder recorder;

    @Autowired
    ShopTest(
            @LocalServerPort int port,
            JdbcClient sql,
            OrderService orders,
            EntityManager entityManager,
            EntityManagerFactory factory,
            TransactionTemplate transaction) {
        http = RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
        this.sql = sql;
        this.orders = orders;
        this.entityManager = entityManager;
        this.factory = factory;
        this.transaction = transaction;
    }

    @BeforeEach
    void listen() {
        recorder = SignalRecorder.of(factory);
    }

    @AfterEach
    void listenNoMore() {
        recorder.close();
    }

    /** Who is called for what, as it was reviewed; see docs/guide/testing-and-muting.md. */
    @Test
    void theReceiversAreThoseOfTheCommittedMap() {
        assertThat(SignalMap.of(factory)).isAsCommitted(Path.of("signals.map"));
    }

    @Test
    void aNewOrderIsPricedAddedUpAndSentOnItsWay() {
        OrderView placed = place(Map.of("tea", 2, "cake", 1));

        assertThat(placed.email()).isEqualTo(email);
        assertThat(placed.lines()).containsExactlyInAnyOrder("2 tea", "1 cake");
        assertThat(placed.total()).isEqualByComparingTo("12.00");
        assertThat(rows("select article || ' ' || price from order_line where order_id = ? order by article", placed))
                .containsExactly("cake 5.00", "tea 3.50");
        assertThat(rows("select total from orders where id = ?", placed)).containsExactly("12.00");
        assertThat(rows("select count(*) from delivery where order_id = ?", placed))
                .containsExactly("1");
        assertThat(deliveries()).contains("delivery of order " + placed.id());
    }

    @Test
    void aNewOrderIsConfirmedAndNotedAfterTheCommit() {
        OrderView placed = place(Map.of("tea", 2));

        assertThat(mails()).containsExactly("Your order " + placed.id() + " of [2 tea] costs 7.00");
        assertThat(journal()).contains("created order " + placed.id(), "created delivery of order " + placed.id());
        assertThat(recorder)
                .sentExactly(
                        "pre_save Order new",
                        "pre_save OrderLine new",
                        "pre_save Delivery new",
                        "post_save Order created",
                        "post_save OrderLine created",
                        "post_save Delivery created",
                        "changed Order created",
                        "changed OrderLine created",
                        "changed Delivery created");
    }

    @Test
    void aLineThatIsChangedOrAddedIsAddedUpAndToldOnce() {
        OrderView placed = place(Map.of("tea", 2));

        OrderView changed = change(placed, "tea", 3);
        OrderView added = change(placed, "cake", 1);

        assertThat(changed.total()).isEqualByComparingTo("10.50");
        assertThat(added.total()).isEqualByComparingTo("15.50");
        assertThat(rows("select total from orders where id = ?", placed)).containsExactly("15.50");
        assertThat(mails())
                .containsExactly(
                        "Your order " + placed.id() + " of [2 tea] costs 7.00",
                        "Your order " + placed.id() + " now costs 10.50 instead of 7.00",
                        "Your order " + placed.id() + " now costs 15.50 instead of 10.50");
    }

    @Test
    void aLineThatIsTakenOffIsAddedUpToo() {
        OrderView placed = place(Map.of("tea", 2, "cake", 1));
        recorder.clear();

        OrderView changed = change(placed, "cake", 0);

        assertThat(changed.total()).isEqualByComparingTo("7.00");
        assertThat(recorder)
                .sentExactly(
                        "pre_delete OrderLine orphan",
                        "pre_save Order [total]",
                        "post_save Order updated [total]",
                        "post_delete OrderLine orphan",
                        "changed Order updated",
                        "changed OrderLine deleted");
        assertThat(rows("select article from order_line where order_id = ?", placed))
                .containsExactly("tea");
        assertThat(mails()).last().isEqualTo("Your order " + placed.id() + " now costs 7.00 instead of 12.00");
    }

    @Test
    void aCancelledOrderIsForgottenWithItsDelivery() {
        OrderView placed = place(Map.of("tea", 2));

        HttpStatusCode status = http.delete()
                .uri("/orders/{id}", placed.id())
                .retrieve()
                .toBodilessEntity()
                .getStatusCode();

        assertThat(status).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(orders()).extracting(OrderView::id).doesNotContain(placed.id());
        assertThat(rows("select count(*) from orders where id = ?", placed)).containsExactly("0");
        assertThat(rows("select count(*) from delivery where order_id = ?", placed))
                .containsExactly("0");
        assertThat(mails()).last().isEqualTo("Your order " + placed.id() + " is cancelled");
        assertThat(journal()).contains("deleted order " + placed.id(), "deleted delivery of order " + placed.id());
    }

    @Test
    void anOrderThatAReceiverRefusesBeforeTheCommitLeavesNothingBehind() {
        List<String> notesBefore = journal();

        ResponseEntity<ProblemDetail> refused = tryToPlace(Map.of("cake", 1000));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(Objects.requireNonNull(refused.getBody()).getDetail())
                .isEqualTo("the order costs 5000.00, which is more than 100");
        assertThat(recorder)
                .sentExactly(
                        "pre_save Order new",
                        "pre_save OrderLine new",
                        "pre_save Delivery new",
                        "post_save Order created",
                        "post_save OrderLine created",
                        "post_save Delivery created");
        assertNothingOfThisCustomer();
        assertThat(journal()).isEqualTo(notesBefore);
    }

    @Test
    void anOrderThatAReceiverRefusesAtOnceIsNotEvenWritten() {
        ResponseEntity<ProblemDetail> refused = tryToPlace(Map.of("milk", 1));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(Objects.requireNonNull(refused.getBody()).getDetail())
                .isEqualTo("there is no milk; there is cake, coffee, tea");
        assertThat(recorder).sentExactly("pre_save Order new");
        assertNothingOfThisCustomer();
    }

    @Test
    void aChangeThatIsRefusedLeavesTheOrderAsItWas() {
        OrderView placed = place(Map.of("tea", 2));

        HttpStatusCode status = put(placed, "cake", 1000)
                .retrieve()
                .toEntity(ProblemDetail.class)
                .getStatusCode();

        assertThat(status).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(orders()).filteredOn(order -> order.id() == placed.id()).containsExactly(placed);
        assertThat(mails()).containsExactly("Your order " + placed.id() + " of [2 tea] costs 7.00");
    }

    @Test
    void anOrderThatIsNotThereCannotBeChanged() {
        ResponseEntity<ProblemDetail> missing =
                http.delete().uri("/orders/-1").retrieve().toEntity(ProblemDetail.class);

        assertThat(missing.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(Objects.requireNonNull(missing.getBody()).getDetail()).isEqualTo("there is no order -1");
    }

    @Test
    void aServiceCallThatIsFlushedAndRolledBackHasNoEffectAfterTheCommit() {
        List<String> notesBefore = journal();

        transaction.executeWithoutResult(status -> {
            OrderView placed = orders.place(email, Map.of("tea", 2));
            entityManager.flush();
            assertThat(entityManager.find(Order.class, placed.id()).getTotal()).isEqualByComparingTo("7");
            status.setRollbackOnly();
        });

        assertThat(recorder)
                .created(Order.class, 1)
                .created(Delivery.class, 1)
                .netChanges(Order.class, ChangeKind.CREATED, 0);
        assertNothingOfThisCustomer();
        assertThat(journal()).isEqualTo(notesBefore);
    }

    @Test
    void whatAReceiverThrowsAtTheCommitIsACauseOfWhatSpringThrows() {
        assertThatThrownBy(() -> orders.place(email, Map.of("cake", 1000)))
                .isInstanceOf(TransactionSystemException.class)
                .hasRootCauseInstanceOf(RefusedException.class);
    }

    @Test
    void whatAReceiverThrowsAtOnceReachesTheCallerOfTheService() {
        assertThatThrownBy(() -> orders.place(email, Map.of("milk", 1)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("there is no milk; there is cake, coffee, tea");
    }

    @Test
    void anOrderWithoutArticlesIsABadRequest() {
        assertThat(tryToPlace(Map.of()).getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(recorder).sentExactly();
    }

    @Test
    void actuatorTellsWhoIsConnected() {
        String signals = http.get().uri("/actuator/signals").retrieve().body(String.class);

        assertThat(signals).contains("\"receiver\":\"" + MailReceivers.class.getName() + ".tell\"");
    }

    @Test
    void theShopTellsWhoIsConnected() {
        String table = http.get().uri("/receivers").retrieve().body(String.class);

        assertThat(table)
                .contains(OrderReceivers.class.getName() + ".price")
                .contains(MailReceivers.class.getName() + ".tell")
                .contains(JournalReceivers.class.getName() + ".saved");
    }

    private OrderView place(Map<String, Integer> articles) {
        ResponseEntity<OrderView> placed = posted(articles).toEntity(OrderView.class);
        assertThat(placed.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        return Objects.requireNonNull(placed.getBody());
    }

    private ResponseEntity<ProblemDetail> tryToPlace(Map<String, Integer> articles) {
        return posted(articles).toEntity(ProblemDetail.class);
    }

    private RestClient.ResponseSpec posted(Map<String, Integer> articles) {
        return http.post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("email", email, "articles", articles))
                .retrieve();
    }

    private OrderView change(OrderView order, String article, int quantity) {
        return Objects.requireNonNull(put(order, article, quantity).retrieve().body(OrderView.class));
    }

    private RestClient.RequestBodySpec put(OrderView order, String article, int quantity) {
        return http.method(HttpMethod.PUT)
                .uri("/orders/{id}/{article}", order.id(), article)
                .contentType(MediaType.APPLICATION_JSON)
                .body(quantity);
    }

    private List<OrderView> orders() {
        return list("/orders", new ParameterizedTypeReference<>() {});
    }

    private List<String> deliveries() {
        return list("/deliveries", new ParameterizedTypeReference<>() {});
    }

    private List<String> journal() {
        return list("/journal", new ParameterizedTypeReference<>() {});
    }

    /** The texts of what this customer was sent. */
    private List<String> mails() {
        List<Mailer.Mail> mails = list("/mails", new ParameterizedTypeReference<>() {});
        return mails.stream()
                .filter(mail -> mail.to().equals(email))
                .map(Mailer.Mail::text)
                .toList();
    }

    private <T> List<T> list(String path, ParameterizedTypeReference<List<T>> type) {
        return Objects.requireNonNull(http.get().uri(path).retrieve().body(type));
    }

    private List<String> rows(String query, OrderView order) {
        return sql.sql(query).param(order.id()).query(String.class).list();
    }

    private void assertNothingOfThisCustomer() {
        assertThat(mails()).isEmpty();
        assertThat(sql.sql("select count(*) from orders where email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from delivery where order_id not in (select id from orders)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
