package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;

/** Lists in the form of a table, which kubectl asks for and prints as it is. */
final class Tables {
    private Tables() {}

    static boolean wanted(ApiRequest request) {
        return request.accept().contains("as=Table") && request.accept().contains("v=v1;");
    }

    static ObjectNode of(Kind kind, List<ObjectNode> objects, ObjectNode metadata) {
        List<TableColumn> columns = TableColumn.of(kind);
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", metadata);
        ArrayNode definitions = table.putArray("columnDefinitions");
        columns.forEach(column -> definitions
                .addObject()
                .put("name", column.name())
                .put("type", "string")
                .put("format", column.name().equals("Name") ? "name" : "")
                .put("description", "")
                .put("priority", 0));
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("cells");
            columns.forEach(column -> cells.add(column.cell().apply(object)));
            ObjectNode partial = row.putObject("object");
            partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
            partial.set("metadata", Metadata.of(object));
        }
        return table;
    }

    /** The metadata of a table that shows one object. */
    static ObjectNode metadata(ObjectNode object) {
        ObjectNode metadata = Json.object();
        metadata.set("resourceVersion", Metadata.of(object).path("resourceVersion"));
        return metadata;
    }
}
