package dev.reprise.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages a file as accidents and attackers do: it changes a few bits, numbers, words and pieces, drawn from a seed. */
public final class Mutator {
    private static final int MAX_CHANGES = 6;
    private static final int MAX_PIECE = 512;
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        1 << 24,
        1 << 30,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] WORDS = {
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "0",
        "1e999",
        "NaN",
        "2147483648",
        "99999999999999999999",
        "0.1",
        "\n",
        ",",
        ",,",
        "[",
        "{",
        "\"",
        "]",
        "}",
        "../../x",
        "\u0000",
        "\u00e9",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
    };

    private final SplittableRandom random;

    public Mutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A damaged copy of the bytes. */
    public byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = at + random.nextInt(Math.min(MAX_PIECE, bytes.length - at) + 1);
        return switch (random.nextInt(10)) {
            case 0, 1 -> flipped(bytes, at);
            case 2 -> replaced(bytes, at, Math.min(at + 1, bytes.length), new byte[] {(byte) random.nextInt()});
            case 3, 4 -> number(bytes, at);
            case 5 -> word(bytes, at);
            case 6 -> replaced(bytes, at, to, new byte[0]);
            case 7 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 8 -> replaced(bytes, at, at, noise(to - at));
            default -> Arrays.copyOf(bytes, random.nextInt(4) == 0 ? at : bytes.length);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** Overwrites 2, 4 or 8 bytes with a number, in either byte order. */
    private byte[] number(byte[] bytes, int at) {
        int size = 2 << random.nextInt(3);
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(NUMBERS[random.nextInt(NUMBERS.length)])
                .array();
        number = Arrays.copyOf(number, size);
        if (random.nextBoolean()) {
            for (int i = 0; i < size / 2; i++) {
                byte swapped = number[i];
                number[i] = number[size - 1 - i];
                number[size - 1 - i] = swapped;
            }
        }
        return replaced(bytes, at, Math.min(at + size, bytes.length), number);
    }

    /** Replaces the word at a position, as in JSON or CSV. */
    private byte[] word(byte[] bytes, int at) {
        int from = at;
        int to = at;
        while (from > 0 && isOfWord(bytes[from - 1])) {
            from--;
        }
        while (to < bytes.length && isOfWord(bytes[to])) {
            to++;
        }
        return replaced(bytes, from, to, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOfWord(byte b) {
        return Character.isLetterOrDigit(b) || b == '-' || b == '.' || b == '+';
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] all = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(by, 0, all, from, by.length);
        System.arraycopy(bytes, to, all, from + by.length, bytes.length - to);
        return all;
    }
}
