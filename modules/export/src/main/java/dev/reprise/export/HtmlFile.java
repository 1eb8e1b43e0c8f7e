package dev.reprise.export;

import dev.reprise.files.Json;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.inference.InputFit;
import dev.reprise.net.Layer;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.Versions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * One page that classifies without a server or a network: the page of {@code serve}, with the net in it and a forward pass in JavaScript
 * (the resources in {@code page}). The parameters are gzip in base64; the bytes of each tensor are ordered by their place in a number,
 * since exponents are alike and so compress better.
 */
final class HtmlFile {
    private static final Set<String> OWN_SCRIPTS = Set.of("net", "placing", "problem");
    private static final String POLICY =
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:";

    private final ExportedNet net;
    private final NetDescription description;
    private final List<Map<String, Object>> tensors = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A step of the scaling, whose values are the tensor at a place. */
    private record StepContent(String operator, int values) {}

    /** A layer, and the places of its tensors by PyTorch's names in it. */
    private record LayerContent(Layer layer, Map<String, Integer> parameters) {}

    private HtmlFile(ExportedNet net) {
        this.net = net;
        this.description = net.description();
    }

    /** Throws {@link NetException} if the net does not classify images. */
    static byte[] of(ExportedNet net) {
        NetDescription description = net.description();
        if (!description.classifiesImages()) {
            throw new NetException(
                    "html: " + description.name() + " has input " + description.input()
                            + "; a page draws or takes pictures, so it needs a net that classifies images with 1 or 3 channels");
        }
        return new HtmlFile(net).page().getBytes(StandardCharsets.UTF_8);
    }

    private String page() {
        String icon = dataUri(resource("/page/icon.svg"));
        String style = resource("/page/page.css").replace("grid.svg", dataUri(resource("/page/grid.svg")));
        String script = PageScripts.join("page", HtmlFile::script);
        String json = Json.MAPPER.writeValueAsString(content()).replace("<", "\\u003c"); // first: it writes the tensors
        String page = resource("/page/index.html");
        page = replaced(page, "\"icon.svg\"", '"' + icon + '"');
        page = replaced(page, "data-word=\"formats\"", "data-word=\"formatsOffline\"");
        page = replaced(
                page,
                "<link rel=\"stylesheet\" href=\"page.css\">",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n<style>\n" + style
                        + "</style>");
        page = replaced(page, "<script type=\"module\" src=\"page.js\"></script>\n", "");
        page = replaced(page, "The service works without it: <a href=\"api/models\">/api/models</a>", "");
        page = replaced(
                page,
                "<a href=\"api/models\">/api/models</a> <a href=\"openapi.json\">/openapi.json</a>",
                "<span data-word=\"offline\"></span> <span>Reprise "
                        + Versions.ofBuild().version() + ", "
                        + (net.quantization() == Quantization.NONE ? "float32" : net.quantization()) + "</span>");
        return replaced(
                page,
                "</body>",
                "<script type=\"application/json\" id=\"net\">" + json + "</script>\n"
                        + "<script type=\"application/gzip\" id=\"weights\">" + packed() + "</script>\n"
                        + "<script type=\"module\">\n" + script + "\n</script>\n</body>");
    }

    private Map<String, Object> content() {
        Map<String, StoredTensor> stored = net.stored();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("card", card());
        content.put("output", description.output().toString());
        content.put(
                "scaling",
                description.scaling().arithmetic(description.input()).stream()
                        .map(this::step)
                        .toList());
        List<LayerContent> layers = new ArrayList<>();
        for (Layer layer : description.layers()) {
            String prefix = layers.size() + ".";
            Map<String, Integer> parameters = new LinkedHashMap<>();
            stored.forEach((name, tensor) -> {
                if (name.startsWith(prefix) && !name.endsWith("num_batches_tracked")) {
                    parameters.put(name.substring(prefix.length()), add(tensor));
                }
            });
            layers.add(new LayerContent(layer, parameters));
        }
        content.put("layers", layers);
        content.put("tensors", tensors);
        return content;
    }

    /** What {@code /api/models} says of a net, as far as the page needs it. */
    private Map<String, Object> card() {
        InputFit fit = InputFit.AUTO.resolveFor(description);
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", description.name());
        card.put("dataset", description.dataset());
        card.put("input", StateNames.sizes(description.input()));
        card.put("classes", description.classes());
        card.put("fit", fit.name().toLowerCase(Locale.ROOT));
        card.put("background", description.preparation().background());
        card.put("parameters", description.net().parameterCount());
        card.put("pictures", fit != InputFit.DRAWING); // reading ink from photographs is not in the page
        return card;
    }

    private StepContent step(Scaling.Arithmetic step) {
        Tensor values =
                Tensor.of(List.of((long) step.values().length()), step.values().toArray());
        return new StepContent(step.operator().toString(), add(Quantization.NONE.store("scaling", values)));
    }

    /** Adds a tensor, and its scales before it; returns its place. */
    private int add(StoredTensor tensor) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", tensor.values().type().name().toLowerCase(Locale.ROOT));
        entry.put("shape", tensor.values().shape());
        tensor.scales().ifPresent(scales -> entry.put("scales", add(Quantization.NONE.store("scales", scales))));
        ByteBuffer values = tensor.values().bytes();
        int width = tensor.values().type().bytes();
        for (int place = 0; place < width; place++) {
            for (int i = place; i < values.limit(); i += width) {
                bytes.write(values.get(i));
            }
        }
        tensors.add(entry);
        return tensors.size() - 1;
    }

    private String packed() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                bytes.writeTo(gzip);
            }
            return Base64.getEncoder().encodeToString(packed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // arrays do not fail
        }
    }

    /** The page asks its service by {@code service.js}; here the net in the page answers. */
    private static String script(String module) {
        if (module.equals("service")) {
            return resource("page/offline.js");
        }
        return resource((OWN_SCRIPTS.contains(module) ? "page/" : "/page/") + module + ".js");
    }

    private static String replaced(String page, String old, String text) {
        if (!page.contains(old)) {
            throw new IllegalStateException("the page has no " + old);
        }
        return page.replace(old, text);
    }

    private static String dataUri(String svg) {
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }
}
