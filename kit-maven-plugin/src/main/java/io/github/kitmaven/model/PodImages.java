package io.github.kitmaven.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The images that an object runs, whatever kind it is of. */
public final class PodImages {
    private static final List<String> CONTAINERS = List.of("initContainers", "containers");

    private PodImages() {}

    /**
     * The images that an object is to run.
     *
     * @param manifest the object
     * @return its containers' images, in their order, as they may be shown
     */
    public static List<String> of(Manifest manifest) {
        return of(manifest.tree()).stream().map(image -> shown(manifest, image)).toList();
    }

    /**
     * The images of an object's containers.
     *
     * @param object the object
     * @return its containers' images, in their order
     */
    public static List<String> of(JsonNode object) {
        JsonNode spec = object.path("spec");
        List<String> images = new ArrayList<>();
        for (JsonNode pod : List.of(
                spec,
                spec.path("template").path("spec"),
                spec.path("jobTemplate").path("spec").path("template").path("spec"))) {
            for (String containers : CONTAINERS) {
                for (JsonNode container : pod.path(containers)) {
                    String image = container.path("image").asText("");
                    if (!image.isEmpty()) {
                        images.add(image);
                    }
                }
            }
        }
        return images;
    }

    /**
     * What may be shown of an image.
     *
     * @param manifest the object that is to run it
     * @param image the image
     * @return the image, or what stands for it where it is secret
     */
    public static String shown(Manifest manifest, String image) {
        return manifest.secret().values().entrySet().stream()
                .filter(secret -> manifest.tree().at(secret.getKey()).asText("").equals(image))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(image);
    }
}
