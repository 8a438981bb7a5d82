package io.github.kitmaven.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitmaven.schema.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the only user may do: everything, until rules say otherwise; then only what one of them allows. */
final class Access {
    private static final String USER = "sandbox";
    private static final Map<String, String> VERBS = Map.of(
            "GET", "get", "HEAD", "get", "POST", "create", "PUT", "update", "PATCH", "patch", "DELETE", "delete");

    private volatile Optional<List<AccessRule>> rules = Optional.empty();

    void restrict(List<AccessRule> allowed) {
        rules = Optional.of(List.copyOf(allowed));
    }

    /** Refuses a request as an API server with RBAC does. */
    void check(ResourcePath resource, ApiRequest request) {
        if (resource.kind().stored()) {
            check(resource, verb(resource, request));
        }
    }

    /** To apply an object that is not there is to create it; who may not is told no more than that. */
    void checkCreation(ResourcePath resource) {
        Kind kind = resource.kind();
        if (!allows("create", kind.group(), kind.plural(), resource.namespace())) {
            throw ApiError.forbidden(kind, resource.name(), "");
        }
    }

    /** Answers what a user asks of his own rights or of himself. */
    ObjectNode review(Kind kind, ObjectNode question) {
        ObjectNode status = question.putObject("status");
        if (kind.name().equals("SelfSubjectReview")) {
            status.putObject("userInfo")
                    .put("username", USER)
                    .putArray("groups")
                    .add("system:authenticated");
            return question;
        }
        if (kind.name().equals("SelfSubjectRulesReview")) {
            listRules(status, question.at("/spec/namespace").asText(""));
            return question;
        }
        JsonNode asked = question.path("spec").path("resourceAttributes");
        String part = asked.path("subresource").asText("");
        status.put(
                "allowed",
                allows(
                        asked.path("verb").asText(""),
                        asked.path("group").asText(""),
                        asked.path("resource").asText("") + (part.isEmpty() ? "" : "/" + part),
                        asked.path("namespace").asText("")));
        return question;
    }

    private void listRules(ObjectNode status, String namespace) {
        Set<String> all = Set.of("*");
        ArrayNode resources = status.putArray("resourceRules");
        for (AccessRule rule : rules.orElse(List.of(new AccessRule(all, all, all, "*")))) {
            if (rule.namespace().equals("*") || rule.namespace().equals(namespace)) {
                ObjectNode told = resources.addObject();
                told.set("verbs", Json.tree(rule.verbs()));
                told.set("apiGroups", Json.tree(rule.groups()));
                told.set("resources", Json.tree(rule.resources()));
            }
        }
        status.putArray("nonResourceRules");
        status.put("incomplete", false);
    }

    private void check(ResourcePath resource, String verb) {
        Kind kind = resource.kind();
        String plural = kind.plural() + (resource.subresource().isEmpty() ? "" : "/" + resource.subresource());
        if (!allows(verb, kind.group(), plural, resource.namespace())) {
            String where = resource.namespace().isEmpty()
                    ? "at the cluster scope"
                    : "in the namespace \"" + resource.namespace() + "\"";
            throw ApiError.forbidden(
                    kind,
                    resource.name(),
                    "User \"" + USER + "\" cannot " + verb + " resource \"" + plural + "\" in API group \""
                            + kind.group() + "\" " + where);
        }
    }

    private boolean allows(String verb, String group, String resource, String namespace) {
        return rules.map(all -> all.stream().anyMatch(rule -> rule.allows(verb, group, resource, namespace)))
                .orElse(true);
    }

    private static String verb(ResourcePath resource, ApiRequest request) {
        String verb = VERBS.getOrDefault(request.method(), request.method());
        if (resource.name().isEmpty()) {
            verb = switch (verb) {
                case "get" -> request.flag("watch") ? "watch" : "list";
                case "delete" -> "deletecollection";
                default -> verb;
            };
        }
        return verb;
    }
}
