package dev.reprise.files.tensor;

import dev.reprise.files.pickle.PickleReader;
import dev.reprise.files.pickle.PickleTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@code state_dict} that {@code torch.save} of PyTorch 1.6 or later wrote: a zip with a pickle, {@code data.pkl}, and the
 * bytes of each storage, {@code data/0}. Nothing of the pickle is run.
 */
final class TorchFile implements PickleTypes {
    private static final String PICKLE = "/data.pkl";
    private static final String REBUILD = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final Set<String> DICTIONARIES = Set.of("collections.OrderedDict");
    private static final Map<String, ElementType> STORAGES = Map.of(
            "torch.DoubleStorage", ElementType.FLOAT64,
            "torch.FloatStorage", ElementType.FLOAT32,
            "torch.HalfStorage", ElementType.FLOAT16,
            "torch.BFloat16Storage", ElementType.BFLOAT16,
            "torch.LongStorage", ElementType.INT64,
            "torch.IntStorage", ElementType.INT32,
            "torch.ShortStorage", ElementType.INT16,
            "torch.CharStorage", ElementType.INT8,
            "torch.ByteStorage", ElementType.UINT8,
            "torch.BoolStorage", ElementType.BOOL);

    private final ZipEntries zip;
    private final String folder;
    private final Map<String, ByteBuffer> storages = new HashMap<>();
    private long copied;

    private TorchFile(ZipEntries zip, String folder) {
        this.zip = zip;
        this.folder = folder;
    }

    private record Storage(ElementType type, ByteBuffer bytes) {}

    static boolean isPickle(String name) {
        return name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length();
    }

    /** The tensors of the dictionary, or of the one dictionary of tensors in it, in its order. */
    static Map<String, Tensor> decode(ZipEntries zip) throws IOException {
        List<String> names = zip.names();
        String pickle = names.stream()
                .filter(TorchFile::isPickle)
                .findFirst()
                .orElseThrow(() -> new IOException("the zip lacks data.pkl"));
        String folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
        if (names.contains(folder + "constants.pkl")) {
            throw new IOException("a TorchScript program, expected its parameters: torch.save(net.state_dict(), FILE)");
        }
        if (names.contains(folder + "byteorder")
                && !new String(zip.read(folder + "byteorder"), StandardCharsets.US_ASCII).equals("little")) {
            throw new IOException("expected little-endian numbers, the file has others");
        }
        Object value = PickleReader.read(zip.read(pickle), new TorchFile(zip, folder));
        if (!(value instanceof Map<?, ?> entries)) {
            throw new IOException(
                    "expected a dictionary of tensors (torch.save(net.state_dict(), FILE)), found another value");
        }
        Map<String, Tensor> tensors = tensors(entries);
        if (!tensors.isEmpty()) {
            return tensors;
        }
        List<Map<String, Tensor>> inner = new ArrayList<>();
        for (Object each : entries.values()) {
            if (each instanceof Map<?, ?> map && !tensors(map).isEmpty()) {
                inner.add(tensors(map));
            }
        }
        if (inner.size() != 1) {
            throw new IOException("expected a dictionary of tensors, found "
                    + entries.keySet().stream().limit(10).toList() + " with " + inner.size()
                    + " such dictionaries in it");
        }
        return inner.get(0);
    }

    private static Map<String, Tensor> tensors(Map<?, ?> map) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (name instanceof String text && value instanceof Tensor tensor) {
                tensors.put(text, tensor);
            }
        });
        return tensors;
    }

    @Override
    public boolean knows(String global) {
        return global.equals(REBUILD)
                || global.equals(PARAMETER)
                || DICTIONARIES.contains(global)
                || STORAGES.containsKey(global);
    }

    @Override
    public Object call(String global, List<?> arguments) throws IOException {
        if (DICTIONARIES.contains(global) && arguments.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (global.equals(PARAMETER) && arguments.size() == 3 && arguments.get(0) instanceof Tensor tensor) {
            return tensor;
        }
        if (global.equals(REBUILD)
                && arguments.size() >= 4
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Long offset) {
            return tensor(storage, offset, longs(arguments.get(2)), longs(arguments.get(3)));
        }
        throw new IOException("the pickle calls " + global + " with other arguments than expected");
    }

    /** A storage: ('storage', type, number of its file, device, count). */
    @Override
    public Object persistent(Object id) throws IOException {
        if (!(id instanceof List<?> parts)
                || parts.size() != 5
                || !(parts.get(1) instanceof String name)
                || !(parts.get(2) instanceof String key)
                || !STORAGES.containsKey(name)) {
            throw new IOException("expected a storage of tensors outside the pickle, found something else");
        }
        ByteBuffer bytes = storages.get(key);
        if (bytes == null) {
            bytes = ByteBuffer.wrap(zip.read(folder + "data/" + key)).order(ByteOrder.LITTLE_ENDIAN);
            storages.put(key, bytes);
        }
        return new Storage(STORAGES.get(name), bytes);
    }

    private Tensor tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) throws IOException {
        int size = storage.type.bytes();
        long count = Tensor.byteCount(storage.type, shape) / size;
        long stored = storage.bytes.remaining() / size;
        if (strides.size() != shape.size() || offset < 0 || offset > stored || count > stored) {
            throw new IOException("a tensor of shape " + shape + " does not fit its storage of " + stored + " numbers");
        }
        long last = offset;
        boolean contiguous = true;
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0 && count > 0; i--) {
            long steps = shape.get(i) - 1;
            long stride = strides.get(i);
            if (stride < 0 || stride > stored || (last += steps * stride) > stored) { // both factors are below 2³¹
                throw new IOException("a tensor of shape " + shape + " and strides " + strides
                        + " leaves its storage of " + stored + " numbers");
            }
            contiguous &= steps == 0 || stride == expected;
            expected *= shape.get(i);
        }
        if (count > 0 && last >= stored) {
            throw new IOException("a tensor of shape " + shape + " leaves its storage of " + stored + " numbers");
        }
        ByteBuffer bytes = storage.bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (contiguous) {
            return Tensor.of(
                    storage.type, shape, bytes.position((int) offset * size).limit((int) (offset + count) * size));
        }
        return Tensor.of(storage.type, shape, gathered(bytes, size, offset, shape, strides, (int) count));
    }

    /** A copy in the order of the shape. All copies together are not larger than the storages. */
    private ByteBuffer gathered(
            ByteBuffer bytes, int size, long offset, List<Long> shape, List<Long> strides, int count)
            throws IOException {
        copied += (long) count * size;
        if (copied > storages.values().stream().mapToLong(ByteBuffer::capacity).sum()) {
            throw new IOException("the tensors share storages so that they are larger than the file");
        }
        ByteBuffer copy = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            long at = offset;
            long rest = i;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                at += rest % shape.get(axis) * strides.get(axis);
                rest /= shape.get(axis);
            }
            copy.put(bytes.slice((int) at * size, size));
        }
        return copy.flip();
    }

    private static List<Long> longs(Object list) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (list instanceof List<?> values) {
            for (Object value : values) {
                if (value instanceof Long number) {
                    numbers.add(number);
                }
            }
            if (numbers.size() == values.size()) {
                return numbers;
            }
        }
        throw new IOException("expected sizes and strides as numbers");
    }
}
