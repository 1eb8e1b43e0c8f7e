package dev.reprise.report.page;

import dev.reprise.files.Durable;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes pages from templates. */
final class Html {
    /** What every page carries inside. */
    static final Parts PARTS = new Parts(
            resource("page.css"),
            resource("/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js")
                    .replaceAll("(?m)^//# sourceMappingURL=.*$", ""),
            resource("page.js"));

    private Html() {}

    static Path write(Path file, Consumer<HtmlTemplateOutput> template) {
        Utf8ByteOutput out = new Utf8ByteOutput();
        template.accept(new OwaspHtmlTemplateOutput(out));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out.writeTo(bytes::write);
            Durable.writeFile(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
