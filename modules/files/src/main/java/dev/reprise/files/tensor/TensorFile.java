package dev.reprise.files.tensor;

import dev.reprise.files.SmallFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file of tensors with names, in any of the formats read here; what it is, its first bytes say. */
public final class TensorFile {
    private TensorFile() {}

    /**
     * The tensors of a safetensors file, an {@code .npz} file or a {@code state_dict} of PyTorch, by name, in the file's order.
     *
     * @throws IOException in one line: what was expected and what the file holds
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        byte[] start;
        try (InputStream in = SmallFile.open(file)) {
            start = in.readNBytes(Long.BYTES + 1);
        }
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            try (ZipEntries zip = new ZipEntries(file)) {
                List<String> names = zip.names();
                return names.stream().anyMatch(TorchFile::isPickle) ? TorchFile.decode(zip) : NpzFile.decode(zip);
            }
        }
        if (start.length > Long.BYTES && start[Long.BYTES] == '{') {
            return SafetensorsFile.decode(whole(file));
        }
        if (start.length > 0 && start[0] == (byte) 0x80) {
            throw new IOException("a pickle without a zip, as PyTorch before 1.6 wrote: load it there and save it again"
                    + " (torch.save(torch.load(FILE), NEW)), or save it as safetensors");
        }
        throw new IOException("expected safetensors, .npz or a state_dict of PyTorch (.pt, .pth), found none of them");
    }

    private static byte[] whole(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw new IOException("expected a file of at most 2 GiB, found " + Files.size(file) + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
