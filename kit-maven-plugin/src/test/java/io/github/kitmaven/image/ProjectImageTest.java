package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectImageTest {
    @ParameterizedTest
    @CsvSource({
        "jkube.generator.name=reg.io/acme/web:7, reg.io/acme/web:7",
        "jkube.image.name=reg.io/acme/web:7, reg.io/acme/web:7",
        "jkube.generator.name=a/b:1 jkube.image.name=c/d:1, a/b:1",
        "jkube.generator.name=%g/%a:%v, shop/web__ui:1.0-2",
        "jkube.generator.name=%g/%a:%l, shop/web__ui:1.0-2",
        "jkube.generator.name=%g/%a:%t, shop/web__ui:1.0-2",
        "jkube.generator.name=%g/%a:%v jkube.image.user=me jkube.image.tag=t, me/web__ui:t",
        "jkube.generator.name=a/b:1 jkube.docker.registry=r.io, r.io/a/b:1",
        "jkube.generator.name=a/b:1 jkube.docker.registry=r.io jkube.docker.push.registry=p.io, p.io/a/b:1",
        "jkube.generator.name=a/b:1 jkube.docker.push.registry=p.io jkube.generator.registry=g.io:5000, g.io:5000/a/b:1",
        "jkube.generator.name=own.io/a/b:1 jkube.docker.push.registry=p.io, own.io/a/b:1",
        "jkube.generator.name=a/b, a/b:latest",
        "spring-boot.build-image.imageName=docker.io/library/web:1, docker.io/library/web:1",
        "spring-boot.build-image.imageName=acme/web, acme/web:latest",
        "jkube.generator.name=a/b:1 spring-boot.build-image.imageName=c/d:1, a/b:1",
    })
    void readsWhatTheOtherPluginsAreTold(String properties, String image) {
        assertThat(ProjectImage.of(project("1.0+2", properties))).get().hasToString(image);
    }

    @Test
    void aSnapshotIsTheLatestForJkube() {
        assertThat(ProjectImage.of(project("1.0-SNAPSHOT", "jkube.generator.name=a/%a:%l")))
                .get()
                .hasToString("a/web__ui:latest");
        assertThat(ProjectImage.of(project("1.0-SNAPSHOT", "jkube.generator.name=a/%a:%v")))
                .get()
                .hasToString("a/web__ui:1.0-SNAPSHOT");
    }

    @Test
    void theTimeOfJkubesBuildIsNotKnown() {
        assertThatThrownBy(() -> ProjectImage.of(project("1.0-SNAPSHOT", "jkube.generator.name=a/%a:%t")))
                .isInstanceOf(UserException.class)
                .hasMessage("The property jkube.generator.name has %t, the time of the build, which only JKube knows."
                        + " Give the image in kit.image, or set jkube.image.tag.");
    }

    @Test
    void isNoneWhereNoPropertySaysOne() {
        assertThat(ProjectImage.of(ProjectProperties.none())).isEmpty();
        assertThat(ProjectImage.of(project("1", "jkube.docker.registry=r.io jkube.generator.name=")))
                .isEmpty();
    }

    @Test
    void whatIsNoImageIsToldWithItsProperty() {
        assertThatThrownBy(() -> ProjectImage.of(project("1", "spring-boot.build-image.imageName=Acme/Web")))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "The property spring-boot.build-image.imageName makes \"Acme/Web\", which is not the name of an"
                                + " image. Correct it, or give the image in kit.image.");
    }

    private static ProjectProperties project(String version, String properties) {
        Map<String, String> all = Arrays.stream(properties.split(" "))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return new ProjectProperties("com.acme.Shop.", "Web___UI!", version, all);
    }
}
