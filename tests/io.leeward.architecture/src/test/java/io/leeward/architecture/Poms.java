package io.leeward.architecture;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the project files and the target platform say about modules and versions. */
final class Poms {

    /** One library at one version. */
    record Artifact(String group, String name, String version) {

        String key() {
            return group + ":" + name;
        }
    }

    private Poms() {}

    /** The parts of Leeward that a project depends on beyond its tests, by their short names. */
    static List<String> leewardDependencies(Path pom) {
        return elements(read(pom), "dependency").stream()
                .filter(dependency -> text(dependency, "groupId").equals("io.leeward"))
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .map(dependency -> text(dependency, "artifactId").substring(Bundles.PREFIX.length()))
                .toList();
    }

    /** Every artifact of the target platform. */
    static List<Artifact> target() {
        Document target = read(Tree.ROOT.resolve("releng/target/io.leeward.target.target"));
        return elements(target, "dependency").stream()
                .map(d -> new Artifact(text(d, "groupId"), text(d, "artifactId"), text(d, "version")))
                .toList();
    }

    /** The libraries whose versions the root project fixes, imported lists of versions included. */
    static List<Artifact> managed() {
        Document root = read(Tree.ROOT.resolve("pom.xml"));
        Map<String, String> properties = properties(root);
        return elements(root, "dependency").stream()
                .filter(d -> !text(d, "groupId").equals("io.leeward"))
                .map(d -> new Artifact(
                        text(d, "groupId"), text(d, "artifactId"), resolved(text(d, "version"), properties)))
                .toList();
    }

    private static String resolved(String version, Map<String, String> properties) {
        return version.startsWith("${") ? properties.get(version.substring(2, version.length() - 1)) : version;
    }

    private static Map<String, String> properties(Document pom) {
        var properties = new LinkedHashMap<String, String>();
        NodeList children = elements(pom, "properties").getFirst().getChildNodes();
        IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(Element.class::isInstance)
                .forEach(child -> properties.put(
                        child.getNodeName(), child.getTextContent().strip()));
        return properties;
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Document read(Path file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
