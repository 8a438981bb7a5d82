package io.github.kitmaven.mojo;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A file in XML that the plugin's jar will hold. */
record BuiltXml(Document document) {

    static BuiltXml read(String name) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of("target/classes/META-INF", name))) {
            return new BuiltXml(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in));
        }
    }

    /** {@return the texts of all that an XPath finds} */
    List<String> texts(String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
