package io.orka.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks the syntax of XML, INI, properties and Go on pages. */
final class FormBlocks {

    private FormBlocks() {}

    /** Checks an XML document, or elements of one. */
    static List<String> xml(Block block) throws ParserConfigurationException, IOException {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler()); // throws; the default handler prints
        String text = block.text().startsWith("<?xml") ? block.text() : "<part>" + block.text() + "</part>";
        try {
            builder.parse(new InputSource(new StringReader(text)));
            return List.of();
        } catch (SAXException e) {
            return List.of("it is not XML: " + e.getMessage());
        }
    }

    /** Checks sections with lines {@code key=value}, as in systemd units. */
    static List<String> ini(Block block) {
        boolean section = false;
        for (String line : block.text().lines().map(String::strip).toList()) {
            section |= line.matches("\\[\\w+]");
            boolean known = line.isEmpty() || line.matches("[#;].*|\\[\\w+]") || (section && line.matches("\\w+=.*"));
            if (!known) {
                return List.of("it has a line that is neither [section] nor key=value in one: " + line);
            }
        }
        return List.of();
    }

    static List<String> properties(Block block) throws IOException {
        List<String> odd = block.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("\\s*[#!].*|\\s*\\S+?\\s*=.*"))
                .toList();
        try {
            new Properties().load(new StringReader(block.text()));
        } catch (IllegalArgumentException e) {
            return List.of("it is no properties file: " + e.getMessage());
        }
        return odd.stream()
                .map(line -> "it has a line without key=value: " + line)
                .toList();
    }

    /** Checks a Go file, if Go is installed. */
    static List<String> go(Block block) throws IOException, InterruptedException {
        Path gofmt = Stream.concat(
                        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                        .split(":", -1))
                                .map(Path::of),
                        Stream.of(Path.of("/usr/local/go/bin")))
                .map(place -> place.resolve("gofmt"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (gofmt == null) {
            return List.of();
        }
        Process process = new ProcessBuilder(gofmt.toString(), "-e", "-l")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(block.text().getBytes(UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        int exit = process.waitFor();
        return exit == 0 && said.isEmpty() ? List.of() : List.of("it is not formatted Go: " + said);
    }
}
