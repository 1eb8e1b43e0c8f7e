package dev.reprise.files.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** NumPy's {@code .npz}: a zip of {@code .npy} files, whose names are those of the arrays. */
public final class NpzFile {
    private static final String SUFFIX = ".npy";

    private NpzFile() {}

    /** The bytes of a file with these tensors, each of a type that NumPy has. */
    public static byte[] encode(Map<String, Tensor> tensors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredZip zip = new StoredZip(bytes)) {
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                zip.put(tensor.getKey() + SUFFIX, NpyFile.encode(tensor.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The arrays of a file that holds nothing else, in its order. */
    static Map<String, Tensor> decode(ZipEntries zip) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : zip.names()) {
            if (!name.endsWith(SUFFIX)) {
                throw new IOException("expected .npy files in an .npz file, found '" + name + "'");
            }
            try {
                tensors.put(name.substring(0, name.length() - SUFFIX.length()), NpyFile.decodeTensor(zip.read(name)));
            } catch (IOException e) {
                throw new IOException(name + ": " + e.getMessage(), e);
            }
        }
        return tensors;
    }
}
