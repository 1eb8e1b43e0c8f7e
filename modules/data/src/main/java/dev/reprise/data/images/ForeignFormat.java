package dev.reprise.data.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A format of images that people have and that is not read. */
public enum ForeignFormat {
    HEIC("....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1).*", "heic|heif"),
    AVIF("....ftyp(avif|avis).*", "avif"),
    JPEG_XL("(\\xFF\n|....JXL ).*", "jxl"),
    JPEG_2000("(....jP  |\\xFFO\\xFFQ).*", "jp2|j2k|jpx"),
    RAW("(....ftypcrx|FUJIFILMCCD-RAW|IIU\\x00).*", "cr2|cr3|nef|arw|dng|raf|orf|rw2"),
    PSD("8BPS.*", "psd"),
    SVG("(<\\?xml[^>]*>)?\\s*(<!--.*-->)?\\s*<svg.*", "svg"),
    PDF("%PDF.*", "pdf");

    private static final int HEAD = 512;

    private final Pattern start;
    private final Pattern extension;

    ForeignFormat(String start, String extension) {
        this.start = Pattern.compile(start, Pattern.DOTALL);
        this.extension = Pattern.compile(extension);
    }

    /** The format of a file by its first bytes or, where these say nothing, by its name. */
    public static Optional<ForeignFormat> of(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        try (InputStream in = Files.newInputStream(file)) {
            return ofContent(in.readNBytes(HEAD))
                    .or(() -> Stream.of(values())
                            .filter(format ->
                                    format.extension.matcher(extension).matches())
                            .findFirst());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The format of a content by its first bytes. */
    public static Optional<ForeignFormat> ofContent(byte[] content) {
        String head = new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.ISO_8859_1);
        return Stream.of(values())
                .filter(format -> format.start.matcher(head).matches())
                .findFirst();
    }

    /** What to do with such a file. */
    public String advice() {
        return this + " is not read; export it as JPEG or PNG";
    }

    /** As in {@code JPEG XL}. */
    @Override
    public String toString() {
        return this == RAW ? "raw camera" : name().replace('_', ' ');
    }
}
