package dev.reprise.inference.http.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Image files as text: base64 (RFC 4648), or a {@code data:} URL (RFC 2397) with it. */
final class Base64Text {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final String MARK = ";base64,";
    private static final int MAX_HEAD = 200; // characters before the data of a URL

    private Base64Text() {}

    /** Whether a body is a {@code data:} URL. */
    static boolean isDataUrl(byte[] body) {
        return body.length > DATA.length && Arrays.equals(body, 0, DATA.length, DATA, 0, DATA.length);
    }

    /** The bytes that a text stands for. Throws {@link Problem} if it is not base64; it calls the text {@code name}. */
    static byte[] decode(String name, String text) {
        int start = 0;
        if (text.startsWith("data:")) {
            int mark = text.indexOf(MARK);
            if (mark < 0 || mark > MAX_HEAD) {
                throw new Problem(400, name + ": expected a data: URL in base64, such as data:image/png;base64,iVBOR…");
            }
            start = mark + MARK.length();
        }
        String data = text.substring(start).replace('-', '+').replace('_', '/');
        try {
            return Base64.getMimeDecoder().decode(requireBase64(data)); // skips line breaks
        } catch (IllegalArgumentException e) {
            throw new Problem(400, name + ": expected base64, or a data: URL with it", e);
        }
    }

    private static String requireBase64(String data) {
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && "+/=\r\n \t".indexOf(c) < 0) {
                throw new IllegalArgumentException("no base64");
            }
        }
        return data;
    }
}
