package dev.reprise.inference.http.body;

import dev.reprise.data.DataException;
import dev.reprise.data.images.DecodingLimits;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;

/** Reads pictures from a body: one image file, or several in multipart/form-data. All of it stays in memory. */
public final class ImageBody {
    private static final int MAX_PART_HEADERS = 4096; // bytes

    private ImageBody() {}

    /** Reads the picture of an image file. */
    public static PixelImage one(String name, byte[] content, DecodingLimits limits) {
        if (content.length == 0) {
            throw new Problem(400, name + " is empty: expected the bytes of an image file");
        }
        byte[] image = Base64Text.isDataUrl(content)
                ? Base64Text.decode(name, new String(content, StandardCharsets.ISO_8859_1))
                : content;
        try {
            return Images.read(name, image, limits);
        } catch (DataException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    /**
     * Reads several pictures and converts each before the next is decoded: pixels are many times a file's size.
     *
     * @param maxParts that the body may have
     */
    public static <T> List<T> several(
            String contentType, byte[] body, int maxParts, DecodingLimits limits, Function<PixelImage, T> conversion) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary(contentType));
        parser.setMaxParts(maxParts);
        parser.setMaxMemoryFileSize(-1); // no limit beyond the body's: never a temporary file
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parsed));
        try (MultiPartFormData.Parts parts = parsed.join()) {
            List<T> converted = new ArrayList<>();
            for (MultiPart.Part part : parts) {
                converted.add(conversion.apply(one("part " + (converted.size() + 1), content(part), limits)));
            }
            if (converted.isEmpty()) {
                throw new Problem(
                        400, "multipart/form-data without parts: send at least one, with an image file in each");
            }
            return converted;
        } catch (CompletionException | IllegalArgumentException e) {
            throw new Problem(
                    400,
                    "the body is not the multipart/form-data that its Content-Type describes, or has more than "
                            + maxParts + " parts",
                    e);
        }
    }

    private static String boundary(String contentType) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            HttpField.getValueParameters(contentType, parameters);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "malformed Content-Type: a quote is not closed", e);
        }
        return Optional.ofNullable(parameters.get("boundary"))
                .filter(boundary -> !boundary.isEmpty())
                .orElseThrow(() -> new Problem(
                        400, "multipart/form-data without a boundary: expected boundary=… in Content-Type"));
    }

    private static byte[] content(MultiPart.Part part) {
        try {
            ByteBuffer bytes = Content.Source.asByteBuffer(part.getContentSource());
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
