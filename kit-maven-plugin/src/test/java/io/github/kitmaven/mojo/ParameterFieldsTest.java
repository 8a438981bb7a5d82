package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maven sets the field of a parameter's name that it finds first, from the goal's own class upwards. */
class ParameterFieldsTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                CommitImageMojo.class,
                DeployMojo.class,
                DiffMojo.class,
                ExplainMojo.class,
                HistoryMojo.class,
                RenderMojo.class,
                ReportMojo.class,
                RollbackMojo.class,
                SandboxMojo.class,
                StatusMojo.class,
                ValidateMojo.class
            })
    void noFieldHidesAParameterOfAClassAbove(Class<?> mojo) {
        List<String> names = new ArrayList<>();
        for (Class<?> type = mojo; type != AbstractMojo.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    names.add(field.getName());
                }
            }
        }
        assertThat(names).doesNotHaveDuplicates();
    }
}
