package io.github.kitmaven.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put away comes back as it was. */
class ShelfTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[]}",
                "{\"a\":{\"b\":[{},[1,\"1\",true,null,false]],\"a\":\"a\"},\"b\":\"\"}",
                "{\"zeichen\":\"ä 漢 😀 \\u0000\\n\"}",
                "{\"z\":1,\"a\":2,\"m\":3}"
            })
    void aTreeComesBackInTheSameOrder(String json) {
        ObjectNode tree = tree(json);
        ObjectNode back = Shelf.of(List.of(tree)).at(0).get();
        assertThat(back).isEqualTo(tree);
        assertThat(back.toString()).isEqualTo(tree.toString());
    }

    /** JSON alone would make an int of a small long, and a double of a long decimal. */
    @Test
    void numbersKeepTheirTypes() {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("int", 5)
                .put("long", 5L)
                .put("float", 0.5f)
                .put("double", 1e300)
                .put("integer", new BigInteger("123456789012345678901234567890"));
        tree.set("decimal", DecimalNode.valueOf(new BigDecimal("0.10000000000000000000000001000")));
        ObjectNode back = Shelf.of(List.of(tree)).at(0).get();
        assertThat(back).isEqualTo(tree);
        assertThat(back.toString()).isEqualTo(tree.toString());
        tree.fieldNames()
                .forEachRemaining(name -> assertThat(back.path(name).numberType())
                        .isEqualTo(tree.path(name).numberType()));
    }

    @Test
    void anOpenShelfGivesTheSameTreesAndAClosedOneEqualOnes() {
        List<ObjectNode> trees =
                IntStream.range(0, 100).mapToObj(i -> tree("{\"i\":" + i + "}")).toList();
        Shelf shelf = Shelf.of(trees);
        ObjectNode tree = shelf.opened(() -> {
            ObjectNode first = shelf.at(42).get();
            assertThat(shelf.at(42).get()).isSameAs(first);
            return first;
        });
        assertThat(tree).isEqualTo(trees.get(42));
        assertThat(shelf.at(99).get()).isEqualTo(trees.get(99));
    }

    @Test
    void aManifestOnAShelfIsTheSame() {
        ObjectNode tree = tree("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}");
        Manifest manifest = new Manifest(tree, Origin.of("a.yaml")).in("shop").ofResource("web");
        Manifest shelved = manifest.shelved(Shelf.of(List.of(tree)).at(0));
        assertThat(shelved).isEqualTo(manifest).hasSameHashCodeAs(manifest);
        assertThat(shelved.with(tree("{\"kind\":\"Secret\"}")).kind()).isEqualTo("Secret");
        assertThat(shelved.with(tree("{\"kind\":\"Secret\"}")).key().kind()).isEqualTo("Secret");
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
