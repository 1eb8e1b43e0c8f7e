package dev.reprise.architecture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Lists the tests of all modules that were skipped in this build, by reason: the last words of {@code verify}. */
final class SkippedTests {
    private SkippedTests() {}

    /** Runs inside Maven, whose start tells this build's test reports from older ones. */
    public static void main(String[] arguments) throws Exception {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        lines(reports(Path.of(arguments[0]), started)).forEach(System.out::println);
    }

    private static List<Path> reports(Path root, long since) throws IOException {
        try (Stream<Path> all = Files.find(
                root,
                6,
                (path, file) -> path.getParent().endsWith("target/surefire-reports")
                        && path.getFileName().toString().matches("TEST-.*\\.xml")
                        && file.lastModifiedTime().toMillis() >= since)) {
            return all.sorted().toList();
        }
    }

    /** A line with the number, and one for each reason; none where nothing was skipped. */
    static List<String> lines(List<Path> reports) throws Exception {
        Map<String, TreeSet<String>> byReason = new TreeMap<>();
        int count = 0;
        for (Path report : reports) {
            NodeList skipped = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("skipped");
            for (int i = 0; i < skipped.getLength(); i++) {
                Element element = (Element) skipped.item(i);
                String test = ((Element) element.getParentNode()).getAttribute("classname");
                byReason.computeIfAbsent(reason(element), reason -> new TreeSet<>())
                        .add(test.substring(test.lastIndexOf('.') + 1));
                count++;
            }
        }
        String heading = count + " tests were skipped:";
        return Stream.concat(
                        Stream.of(heading).limit(count),
                        byReason.entrySet().stream()
                                .map(entry -> "  " + entry.getKey() + ": " + String.join(", ", entry.getValue())))
                .toList();
    }

    /** Ours, without the condition that JUnit puts before it or the class of the exception of an assumption. */
    private static String reason(Element skipped) {
        String text = skipped.hasAttribute("message")
                ? skipped.getAttribute("message")
                : skipped.getTextContent().strip().lines().findFirst().orElse("no reason");
        return text.replaceFirst("^.* ==> ", "").replaceFirst("^.*Assumption failed: ", "");
    }
}
