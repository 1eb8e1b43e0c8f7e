package dev.reprise.net.torchscript;

import dev.reprise.files.tensor.StoredZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A TorchScript archive in memory, as {@code torch.jit.save} writes it: a zip of stored entries with one class. */
final class ScriptArchive {
    /** Of the operators. With an older one torch puts code around {@code div} that gives integer division. */
    private static final String VERSION = "10\n";

    private static final String CLASS = """
            class Program(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;

    private ScriptArchive() {}

    /** The archive whose class, {@code __torch__.Program}, has these methods. */
    static byte[] of(String methods) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredZip zip = new StoredZip(bytes)) {
            zip.put("program/data.pkl", instance());
            zip.put("program/code/__torch__.py", ascii(CLASS + methods));
            zip.put("program/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'}); // an empty tuple
            zip.put("program/version", ascii(VERSION));
            zip.put("program/byteorder", ascii("little"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An instance of the class with {@code training = True}, pickled. */
    private static byte[] instance() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes(ascii("c__torch__\nProgram\n"));
        pickle.writeBytes(new byte[] {'q', 0, ')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
        pickle.writeBytes(ascii("training"));
        pickle.writeBytes(new byte[] {'q', 1, (byte) 0x88, 'u', 'b', 'q', 2, '.'});
        return pickle.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
