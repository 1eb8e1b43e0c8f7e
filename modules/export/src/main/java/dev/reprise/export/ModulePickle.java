package dev.reprise.export;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the {@code data.pkl} of a TorchScript archive: modules with their attributes, as Python's pickle, protocol 2. */
final class ModulePickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ModulePickle() {
        bytes.writeBytes(new byte[] {(byte) 0x80, 2});
    }

    /** Begins a module; its attributes follow, each after its name. */
    void begin(String type) {
        global("__torch__", type);
        bytes.writeBytes(new byte[] {')', (byte) 0x81, '}', '('}); // an instance, and a dictionary to fill
        name("training");
        bytes.write(0x89); // false
    }

    void end() {
        bytes.writeBytes(new byte[] {'u', 'b'});
    }

    /** The name of the attribute that is written next. */
    void name(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write('X');
        number(utf8.length);
        bytes.writeBytes(utf8);
    }

    /** A float32 tensor whose bytes are the archive's {@code data/NUMBER}. */
    void tensor(int number, List<Long> shape) {
        global("torch._utils", "_rebuild_tensor_v2");
        bytes.writeBytes(new byte[] {'(', '('});
        name("storage");
        global("torch", "FloatStorage");
        name("" + number);
        name("cpu");
        integer(shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
        bytes.writeBytes(new byte[] {'t', 'Q'}); // a persistent id
        integer(0); // the offset
        tuple(shape);
        tuple(strides(shape));
        bytes.write(0x89); // no gradient
        global("collections", "OrderedDict");
        bytes.writeBytes(new byte[] {')', 'R', 't', 'R'});
    }

    byte[] finished() {
        bytes.write('.');
        return bytes.toByteArray();
    }

    private static List<Long> strides(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return List.of(strides);
    }

    private void tuple(List<Long> values) {
        bytes.write('(');
        values.forEach(this::integer);
        bytes.write('t');
    }

    private void integer(long value) {
        bytes.write('J');
        number(Math.toIntExact(value));
    }

    private void number(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void global(String module, String name) {
        bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
