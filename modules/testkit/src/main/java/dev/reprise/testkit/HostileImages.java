package dev.reprise.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Small files that would cost a decoder minutes or gigabytes. */
public final class HostileImages {
    private static final int BLOCK = 8; // pixels
    private static final int RUN = 32_767; // blocks that 15 bits skip

    private HostileImages() {}

    /** A progressive gray JPEG of zeros whose scans skip all blocks: a few bytes that touch every pixel. */
    public static byte[] progressiveJpeg(int width, int height, int scans) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {-1, (byte) 0xD8});
        byte[] quantization = new byte[65];
        Arrays.fill(quantization, 1, 65, (byte) 1);
        segment(out, 0xDB, quantization);
        segment(
                out,
                0xC2,
                ByteBuffer.allocate(9)
                        .put((byte) 8)
                        .putShort((short) height)
                        .putShort((short) width)
                        .put(new byte[] {1, 1, 0x11, 0})
                        .array());
        segment(out, 0xC4, huffman(0x00, 0x00));
        segment(out, 0xC4, huffman(0x10, 0xE0));
        int blocks = ((width + BLOCK - 1) / BLOCK) * ((height + BLOCK - 1) / BLOCK);
        segment(out, 0xDA, new byte[] {1, 1, 0, 0, 0, 0});
        out.writeBytes(new byte[(blocks + 7) / 8]);
        byte[] skip = skips(blocks / RUN + 1);
        for (int scan = 1; scan < scans; scan++) {
            segment(out, 0xDA, new byte[] {1, 1, 0, 1, 63, 0});
            out.writeBytes(skip);
        }
        out.writeBytes(new byte[] {-1, (byte) 0xD9});
        return out.toByteArray();
    }

    /** A gray TIFF with the same data for each strip; a strip has one row, or all of them if there is one. */
    public static byte[] tiff(int width, int height, int compression, int strips, byte[] data) {
        int entries = 9;
        int table = 8 + 2 + 12 * entries + 4;
        int at = table + 8 * strips;
        ByteBuffer out = ByteBuffer.allocate(at + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) entries);
        entry(out, 256, 1, width);
        entry(out, 257, 1, height);
        entry(out, 258, 1, 8);
        entry(out, 259, 1, compression);
        entry(out, 262, 1, 1);
        entry(out, 273, strips, strips == 1 ? at : table);
        entry(out, 277, 1, 1);
        entry(out, 278, 1, strips == 1 ? height : 1);
        entry(out, 279, strips, strips == 1 ? data.length : table + 4 * strips);
        out.putInt(0);
        IntStream.range(0, strips).forEach(strip -> out.putInt(at));
        IntStream.range(0, strips).forEach(strip -> out.putInt(data.length));
        return out.put(data).array();
    }

    private static void entry(ByteBuffer out, int tag, int count, int value) {
        out.putShort((short) tag).putShort((short) 4).putInt(count).putInt(value);
    }

    private static byte[] huffman(int table, int symbol) {
        byte[] bytes = new byte[18];
        bytes[0] = (byte) table;
        bytes[1] = 1; // one code of one bit
        bytes[17] = (byte) symbol;
        return bytes;
    }

    /** Codes of a bit 0 and 14 bits 1: skip as many blocks as can be said. */
    private static byte[] skips(int count) {
        StringBuilder bits = new StringBuilder(("0" + "1".repeat(14)).repeat(count));
        while (bits.length() % 8 != 0) {
            bits.append('0');
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < bits.length(); i += 8) {
            int value = Integer.parseInt(bits.substring(i, i + 8), 2);
            bytes.write(value);
            if (value == 0xFF) {
                bytes.write(0);
            }
        }
        return bytes.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] data) {
        out.write(0xFF);
        out.write(marker);
        out.write((data.length + 2) >> 8);
        out.write(data.length + 2);
        out.writeBytes(data);
    }
}
