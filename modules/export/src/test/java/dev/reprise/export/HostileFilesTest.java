package dev.reprise.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.files.tensor.StoredZip;
import dev.reprise.files.tensor.TensorFile;
import dev.reprise.net.NetException;
import dev.reprise.testkit.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of tensors that someone made to do harm are refused in one line. */
class HostileFilesTest {
    private static final String STORAGE =
            "((\u008c\u0007storagectorch\nFloatStorage\n\u008c\u00010\u008c\u0003cpuK\u0004tQ";
    private static final String REBUILD = "\u0080\u0002}\u008c\u0001wctorch._utils\n_rebuild_tensor_v2\n" + STORAGE;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {"os\nsystem", "builtins\neval", "posix\nsystem", "torch.serialization\nload", "numpy\nload"})
    void aPickleThatCallsAFunctionIsRefusedByItsName(String function) {
        assertRefused(
                pickled("\u0080\u0002c" + function + "\n(U\u0004evil" + "tR."),
                "the pickle calls " + function.replace('\n', '.') + ", which is refused");
    }

    /** With protocol 4 a function is named by two texts. */
    @Test
    void aFunctionThatIsNamedByTextsIsRefused() {
        assertRefused(pickled("\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093)R."), "the pickle calls os.system");
    }

    @Test
    void aMillionListsInOneAnotherAreNoDictionary() {
        assertRefused(
                pickled("\u0080\u0002" + "]".repeat(1_000_000) + "a".repeat(999_999) + "."),
                "expected a dictionary of tensors");
    }

    /** Offset, sizes and strides of a tensor whose storage has four numbers, then the message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "K\u0003K\u0002\u0085K\u0001\u0085!leaves its storage",
                "K\u0000K\u0004\u0085K\u0002\u0085!leaves its storage",
                "K\u0000K\u0005\u0085K\u0000\u0085!does not fit its storage",
                "J\u00ff\u00ff\u00ff\u00ffK\u0001\u0085K\u0001\u0085!does not fit its storage",
                "K\u0000K\u0001K\u0001\u0086K\u0001\u0085!does not fit its storage",
                "K\u0000\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085K\u0001\u0085!larger than 2 GiB"
            })
    void aTensorOutsideItsStorageIsRefused(String both) {
        String[] parts = both.split("!", -1);
        assertRefused(pickled(REBUILD + parts[0] + "\u0089)tRs."), parts[1]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,800]}} | within 16 bytes, found [0, 800]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | found [8, 0]",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | found -8",
                "{'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,8]}} | found 9223372036854775808",
                "{'a':{'dtype':'F32','shape':[9223372036854775807,2],'data_offsets':[0,8]}} | larger than 2 GiB",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | expected 12 bytes",
                "{'a':{'dtype':'F99','shape':[2],'data_offsets':[0,8]}} | found 'F99'",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[3],'data_offsets':[4,16]}} | overlap",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | end at byte 8 of 16",
                "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]},'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} | is not JSON",
                "{'a':3} | tensor 'a'",
                "{]} | is not JSON"
            })
    void aSafetensorsHeaderThatIsWrongIsRefused(String header, String message) {
        assertRefused(safetensors(header.replace('\'', '"')), message);
    }

    @Test
    void aSafetensorsHeaderIsNotNestedDeeply() {
        assertRefused(safetensors("{\"a\":".repeat(100_000)), "is not JSON");
    }

    @Test
    void aSafetensorsHeaderLongerThanTheFileIsRefused() {
        byte[] file = safetensors("{}");
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -1);
        assertRefused(file, "found one of 18446744073709551615");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), } ! found '|O'",
                "{'descr': '>f4', 'fortran_order': False, 'shape': (4,), } ! found '>f4'",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), } ! Fortran order",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,), } ! too large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904,), } ! larger than 2 GiB",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (5,), } ! expected 20 bytes",
                "{'descr': __import__('os'), } ! expected the header"
            })
    void anArrayThatIsWrongIsRefused(String both) throws IOException {
        String[] parts = both.split(" ! ", -1);
        byte[] header = latin(parts[0] + "\n");
        byte[] array = ByteBuffer.allocate(10 + header.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin("\u0093NUMPY\u0001\u0000"))
                .putShort((short) header.length)
                .put(header)
                .array();
        assertRefused(zip("a.npy", array), parts[1]);
    }

    @Test
    void anArrayThatUnpacksToMuchMoreThanItsFileIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            for (int i = 0; i < 100; i++) {
                zip.write(new byte[1 << 20]);
            }
        }
        assertRefused(bytes.toByteArray(), "unpacks to more than 64 times its size");
    }

    @Test
    void mutatedFilesAreReadOrRefused() throws Exception {
        Path file = temp.resolve("mutated");
        byte[][] originals = {
            ExportFormat.SAFETENSORS.encode(ExportedNet.of(SampleNets.save(temp.resolve("net"), SampleNets.image()))),
            resource("state.pth"),
            resource("checkpoint.pth"),
            resource("strided.pth"),
            resource("arrays.npz"),
            resource("compressed.npz")
        };
        Fuzz.read(
                "files of tensors",
                NetException.class,
                bytes -> {
                    Files.write(file, bytes);
                    try {
                        TensorFile.read(file).values().forEach(tensor -> tensor.toFloats());
                    } catch (IOException e) {
                        throw new NetException(e.getMessage(), e);
                    }
                },
                originals);
    }

    private static byte[] resource(String name) throws IOException {
        return HostileFilesTest.class.getResourceAsStream(name).readAllBytes();
    }

    private void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> TensorFile.read(Files.write(temp.resolve("file"), bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static byte[] safetensors(String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    /** A file of PyTorch with this pickle, each letter a byte, and one storage of four numbers. */
    private static byte[] pickled(String pickle) {
        try {
            return zip("a/data.pkl", latin(pickle));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredZip zip = new StoredZip(bytes)) {
            zip.put(name, content);
            if (name.endsWith(".pkl")) {
                zip.put("a/data/0", new byte[16]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
