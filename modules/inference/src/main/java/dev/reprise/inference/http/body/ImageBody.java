package dev.reprise.inference.http.body;

import dev.reprise.data.DataException;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.http.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

/** Reads pictures from a body of bytes: one image file, or several in multipart/form-data. All of it stays in memory. */
final class ImageBody {
    private static final int MAX_PART_HEADERS = 4096; // bytes

    private ImageBody() {}

    /** The picture of a body that is an image file. */
    static PixelImage one(String name, byte[] content, Limits limits) {
        if (content.length == 0) {
            throw new Problem(400, name + " is empty: send the bytes of an image file");
        }
        try {
            return Images.read(name, content, limits.pixels());
        } catch (DataException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    /** What is made of the pictures of a body, each before the next is decoded: pixels are many times a file's size. */
    static <T> List<T> several(String contentType, byte[] body, Limits limits, Function<PixelImage, T> make) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary(contentType));
        parser.setMaxParts(limits.largestBatch());
        parser.setMaxMemoryFileSize(-1); // no limit beyond the body's: never a file
        parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parsed));
        try (MultiPartFormData.Parts parts = parsed.join()) {
            List<T> made = new ArrayList<>();
            for (MultiPart.Part part : parts) {
                made.add(make.apply(one("part " + (made.size() + 1), content(part), limits)));
            }
            if (made.isEmpty()) {
                throw new Problem(400, "multipart/form-data without parts: send an image file in each");
            }
            return made;
        } catch (CompletionException | IllegalArgumentException e) {
            throw new Problem(
                    400,
                    "the body is no multipart/form-data as its Content-Type says, or has more than "
                            + limits.largestBatch() + " parts",
                    e);
        }
    }

    private static String boundary(String contentType) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            HttpField.getValueParameters(contentType, parameters);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "Content-Type is not well-formed: a quote has no end", e);
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
