package io.github.kitmaven.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kitmaven.backup.BackupPlace.Branch;
import io.github.kitmaven.backup.BackupPlace.Bucket;
import io.github.kitmaven.backup.BackupPlace.Folder;
import io.github.kitmaven.model.ManifestKey;
import io.github.kitmaven.problem.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupPathTest {

    @ParameterizedTest
    @CsvSource({
        "'', ConfigMap, shop, web, eu-1/shop/ConfigMap-web",
        "apps, Deployment, shop, web, eu-1/shop/Deployment-web",
        "networking.k8s.io, Ingress, shop, web, eu-1/shop/Ingress-web",
        "networking.istio.io, Gateway, shop, web, eu-1/shop/Gateway.networking.istio.io-web",
        "gateway.networking.k8s.io, Gateway, shop, web, eu-1/shop/Gateway.gateway.networking.k8s.io-web",
        "rbac.authorization.k8s.io, ClusterRole, '', system:reader, eu-1/_cluster/ClusterRole-system%3Areader",
        "'', Namespace, '', shop, eu-1/_cluster/Namespace-shop",
        "'', ConfigMap, .., ../../x, eu-1/%2E./ConfigMap-%2E.%2F..%2Fx",
        "'', ConfigMap, shop, ä, eu-1/shop/ConfigMap-%C3%A4",
    })
    void noTwoObjectsShareAFileAndNoneLeavesTheFolder(
            String group, String kind, String namespace, String name, String path) {
        assertThat(BackupPath.of("eu-1", new ManifestKey(group, kind, namespace, name)))
                .isEqualTo(path);
    }

    @Test
    void aPlaceIsAFolderABranchOrABucket() {
        assertThat(BackupPlace.of("../backup")).isEqualTo(new Folder("../backup"));
        assertThat(BackupPlace.of("C:\\backup")).isEqualTo(new Folder("C:\\backup"));
        assertThat(BackupPlace.of("git:kit/backup")).isEqualTo(new Branch(Optional.empty(), "kit/backup"));
        assertThat(BackupPlace.of("git:https://u:p@host/x.git#main"))
                .isEqualTo(new Branch(Optional.of("https://u:p@host/x.git"), "main"))
                .hasToString("branch main");
        assertThat(BackupPlace.of("s3://bucket")).isEqualTo(new Bucket("bucket", ""));
        assertThat(BackupPlace.of("s3://bucket/kit/prod/")).isEqualTo(new Bucket("bucket", "kit/prod/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git:",
                "git:#main",
                "git:a b",
                "git:https://u:hunter2@host/x",
                "s3:bucket",
                "s3://",
                "ftp://u:hunter2@x"
            })
    void whatIsNoneIsNotRepeatedWhereItMayHoldAPassword(String text) {
        assertThatThrownBy(() -> BackupPlace.of(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "Write it as a folder, as git:BRANCH or git:URL#BRANCH, or as s3://BUCKET/PREFIX.")
                .message()
                .doesNotContain("hunter2");
    }
}
