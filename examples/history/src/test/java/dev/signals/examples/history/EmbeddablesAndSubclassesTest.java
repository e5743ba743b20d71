package dev.signals.examples.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/** What is recorded of entities with a subclass, with embeddables and with collections in these. */
@OnBothDatabases
class EmbeddablesAndSubclassesTest extends HistoryTestCase {

    @Test
    void aSubclassIsRecordedUnderItsNameAndFoundByThatOfItsParent() {
        Camera camera = new Camera();
        test.commit(session -> session.persist(camera));

        test.commit(session -> {
            Product product = session.find(Product.class, camera.id);
            product.price = new BigDecimal("12.50");
        });

        assertThat(test.of(Product.class, camera.id)).hasSize(2);
        assertThat(test.of(Camera.class, camera.id)).hasSize(2);
        EntityVersion version = test.latest(Product.class, camera.id);
        assertThat(version.toString()).isEqualTo("Camera " + camera.id);
        assertThat(version.changes()).containsExactly(new AttributeChange("price", "0.00", "12.50"));
    }

    @Test
    void associationsInEmbeddablesAreRecordedByKeyAndNotLoaded() {
        Camera camera = new Camera();
        test.commit(session -> session.persist(camera));

        Purchase purchase = new Purchase(20, 7);
        test.commit(session -> {
            Product product = session.getReference(Product.class, camera.id);
            purchase.gift = new Purchase.Line(product, 1);
            purchase.lines.add(new Purchase.Line(product, 3));
            session.persist(purchase);
        });

        EntityVersion version = test.latest(Purchase.class, new Purchase.Key(20, 7));
        assertThat(version.entityKey()).isEqualTo("{\"series\":20,\"number\":7}");
        assertThat(version.state())
                .containsEntry("gift", Map.of("product", camera.id, "pieces", 1L))
                .containsEntry("lines", List.of(Map.of("product", camera.id, "pieces", 3L)));
        assertThat(Hibernate.isInitialized(purchase.gift.product)).isFalse();
    }

    @Test
    void anExcludedAttributeOfAnEmbeddableIsInNoVersion() {
        Camera camera = new Camera();
        test.commit(session -> {
            Purchase purchase = new Purchase(20, 7);
            purchase.gift = new Purchase.Line(camera, 1);
            purchase.gift.note = "secret";
            purchase.lines.add(purchase.gift);
            session.persist(camera);
            session.persist(purchase);
        });

        EntityVersion version = test.latest(Purchase.class, new Purchase.Key(20, 7));
        assertThat(version.changes())
                .extracting(AttributeChange::attribute)
                .containsExactly("gift.pieces", "gift.product", "lines");
        assertThat(version.changes().toString() + version.state()).doesNotContain("note", "secret");
    }

    @Test
    void anElementInWhichOnlyAnExcludedAttributeHasChangedIsNotRecorded() {
        Purchase.Key key = new Purchase.Key(20, 7);
        test.commit(session -> {
            Purchase purchase = new Purchase(20, 7);
            Camera camera = new Camera();
            purchase.lines.add(new Purchase.Line(camera, 3));
            session.persist(camera);
            session.persist(purchase);
        });

        test.commit(session -> session.find(Purchase.class, key).lines.get(0).note = "secret");

        assertThat(test.of(Purchase.class, key)).hasSize(1);
    }

    @Test
    void collectionsInEmbeddablesAreRecordedByPath() {
        Purchase.Key key = purchaseWithPhone();

        test.commit(session -> session.find(Purchase.class, key).contact.phones.add("118"));
        assertThat(test.latest(Purchase.class, key).changes())
                .containsExactly(new AttributeChange("contact.phones", null, "118"));

        test.commit(session -> session.remove(session.find(Purchase.class, key)));
        assertThat(test.latest(Purchase.class, key).changes())
                .contains(new AttributeChange("contact.phones", "117, 118", null));
        assertThat(test.latest(Purchase.class, key).state())
                .containsEntry("contact", Map.of("city", "Ulm", "phones", List.of("117", "118")));
    }

    @Test
    void aDeletionIsRecordedEvenIfItsCollectionsAreUnknown() {
        Purchase.Key key = purchaseWithPhone();
        test.commit(session ->
                session.createMutationQuery("delete from EntityVersion").executeUpdate());

        test.commit(session -> session.remove(session.find(Purchase.class, key)));

        EntityVersion version = test.latest(Purchase.class, key);
        assertThat(version.changes()).containsExactly(new AttributeChange("contact.city", "Ulm", null));
        assertThat(version.state().get("contact").toString()).contains("Ulm").doesNotContain("117");
    }

    private Purchase.Key purchaseWithPhone() {
        Purchase purchase = new Purchase(20, 7);
        purchase.contact = new Purchase.Contact();
        purchase.contact.city = "Ulm";
        purchase.contact.phones.add("117");
        test.commit(session -> session.persist(purchase));
        return purchase.key;
    }
}
