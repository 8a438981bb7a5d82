package io.github.kitmaven.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.problem.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        "jib.to.image=reg.io/acme/web, reg.io/acme/web:latest",
        "spring-boot.build-image.imageName=c/d:1 jib.to.image=e/f:1, c/d:1",
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

    @ParameterizedTest
    @CsvSource({
        "JKUBE, %g/%a:%v, '', x=y, shop/web__ui:1.0-2",
        "JKUBE, a/b:1, r.io, jkube.docker.push.registry=p.io, r.io/a/b:1",
        "JKUBE, a/b:1, '', jkube.docker.push.registry=p.io, p.io/a/b:1",
        "JKUBE, a/b:1, '', jkube.generator.registry=g.io, a/b:1",
        "JKUBE, own.io/a/b, r.io, jkube.generator.name=c/d:1, own.io/a/b:latest",
        "SPRING_BOOT, a/b:1, '', spring-boot.build-image.imageName=c/d:1, a/b:1",
        "SPRING_BOOT, a/b:1, '', jkube.image.name=c/d:1, c/d:1",
        "SPRING_BOOT, a/b:1, '', jib.to.image=c/d:1, a/b:1",
        "JIB, a/b:1, '', x=y, a/b:1",
        "JIB, a/b:1, '', jib.to.image=c/d:1, c/d:1",
        "JIB, a/b:1, '', spring-boot.build-image.imageName=c/d:1, c/d:1",
    })
    void readsWhatTheyAreConfiguredTo(
            PluginImage.Tool tool, String name, String registry, String properties, String image) {
        Optional<String> given = Optional.of(registry).filter(host -> !host.isEmpty());
        assertThat(ProjectImage.of(project("1.0+2", properties, new PluginImage(tool, name, given, "<image>"))))
                .get()
                .hasToString(image);
    }

    @Test
    void severalConfiguredImagesAreNotGuessedAmong() {
        PluginImage one = new PluginImage(PluginImage.Tool.JKUBE, "a/b:1", Optional.empty(), "<image><name> of j");
        PluginImage two = new PluginImage(PluginImage.Tool.JKUBE, "c/d:1", Optional.empty(), "<image><name> of j");
        assertThat(ProjectImage.of(project("1", "x=y", one, one))).get().hasToString("a/b:1");
        assertThatThrownBy(() -> ProjectImage.of(project("1", "x=y", one, two)))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "<image><name> of j is there several times: a/b:1, c/d:1. Give those that are to be deployed"
                                + " in <images>, or one in kit.image.");
    }

    @Test
    void whatIsConfiguredAndNoImageIsToldWithItsPlace() {
        PluginImage wrong =
                new PluginImage(PluginImage.Tool.JIB, "${registry}/a", Optional.empty(), "<to><image> of jib");
        assertThatThrownBy(() -> ProjectImage.of(project("1", "x=y", wrong)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "<to><image> of jib makes \"${registry}/a\", which is not the name of an image. ");
    }

    private static ProjectProperties project(String version, String properties, PluginImage... images) {
        Map<String, String> all = Arrays.stream(properties.split(" "))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return new ProjectProperties("com.acme.Shop.", "Web___UI!", version, all, List.of(images));
    }
}
