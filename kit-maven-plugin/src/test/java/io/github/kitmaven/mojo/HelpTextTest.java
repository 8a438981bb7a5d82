package io.github.kitmaven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code kit:help -Ddetail} shows, which Maven makes of the Javadoc of goals and parameters. */
class HelpTextTest {

    @Test
    void everyDescriptionIsSentences() throws Exception {
        assertThat(
                        BuiltXml.read("maven/plugin.xml")
                                .texts(
                                        "/plugin/mojos/mojo[goal!='help']/description"
                                                + " | /plugin/mojos/mojo[goal!='help']/parameters/parameter[editable='true']/description"))
                .hasSizeGreaterThan(100)
                .map(description -> description.replaceAll("<[^>]*>", ""))
                .allSatisfy(text -> assertThat(text).matches("(?s)[A-Z].*[.]"))
                // Maven's tools make {a/{b}} of {@code {a}/{b}}
                .noneMatch(text -> text.matches("(?s).*\\{[^}]*\\{.*"));
    }

    @Test
    void noDefaultIsShownThatIsEmpty() throws Exception {
        assertThat(BuiltXml.read("maven/plugin.xml").texts("/plugin/mojos/mojo/configuration/*[@default-value='']"))
                .isEmpty();
    }
}
