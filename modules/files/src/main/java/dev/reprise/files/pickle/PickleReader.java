package dev.reprise.files.pickle;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle, protocol 2 to 5, as plain values: null, {@link Boolean}, {@link Long}, {@link Double}, {@link String},
 * {@code byte[]}, lists (also for tuples), maps with texts or numbers as keys, and what {@link PickleTypes} makes.
 *
 * <p>A pickle is a program for a machine with a stack, which can call any function of Python. Here it can call what the types
 * know, and nothing of Python or Java. Depth costs no Java stack, and memory is bounded by the length of the pickle.
 */
public final class PickleReader {
    private static final int MAX_ITEMS = 10_000_000;

    private static final Object NONE = new Object(); // null, where a collection must not have it
    private static final Object MARK = new Object();

    private final ByteBuffer in;
    private final PickleTypes types;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleReader(byte[] bytes, PickleTypes types) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.types = types;
    }

    private record Global(String name) {}

    /** The value of a pickle. Throws {@link IOException} that names what is damaged, unknown or not allowed. */
    public static Object read(byte[] bytes, PickleTypes types) throws IOException {
        PickleReader reader = new PickleReader(bytes, types);
        try {
            while (true) {
                int at = reader.in.position();
                int opcode = Byte.toUnsignedInt(reader.in.get());
                if (opcode == '.') {
                    return value(reader.pop());
                }
                reader.step(opcode, at);
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("the pickle ends before its end mark", e);
        }
    }

    private void step(int opcode, int at) throws IOException {
        switch (opcode) {
            case 0x80 -> version(Byte.toUnsignedInt(in.get()));
            case 0x95 -> in.getLong(); // the length of a frame
            case '(' -> push(MARK);
            case '0' -> pop();
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) Byte.toUnsignedInt(in.get()));
            case 'M' -> push((long) Short.toUnsignedInt(in.getShort()));
            case 'J' -> push((long) in.getInt());
            case 0x8a -> push(integer(Byte.toUnsignedInt(in.get())));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> push(text(in.getInt()));
            case 0x8c -> push(text(Byte.toUnsignedInt(in.get())));
            case 'U' -> push(bytes(Byte.toUnsignedInt(in.get())));
            case 'T', 'B' -> push(bytes(in.getInt()));
            case 'C' -> push(bytes(Byte.toUnsignedInt(in.get())));
            case ']' -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case ')' -> push(List.of());
            case 't' -> push(sinceMark());
            case 0x85 -> push(last(1));
            case 0x86 -> push(last(2));
            case 0x87 -> push(last(3));
            case 'a' -> append(last(1));
            case 'e' -> append(sinceMark());
            case 's' -> put(last(2));
            case 'u' -> put(sinceMark());
            case 'q' -> remember(Byte.toUnsignedInt(in.get()));
            case 'r' -> remember(in.getInt());
            case 0x94 -> remember(memo.size());
            case 'h' -> push(recall(Byte.toUnsignedInt(in.get())));
            case 'j' -> push(recall(in.getInt()));
            case 'c' -> push(global(line(), line()));
            case 0x93 -> stackGlobal(last(2));
            case 'R', 0x81 -> call(last(2));
            case 'b' -> state(last(1));
            case 'Q' -> persistent(pop());
            default ->
                throw new IOException(
                        "the pickle has instruction 0x%02x at byte %d, which is not read here".formatted(opcode, at));
        }
    }

    private static void version(int version) throws IOException {
        if (version < 2 || version > 5) {
            throw new IOException("expected a pickle of protocol 2 to 5, found " + version);
        }
    }

    private void push(Object value) throws IOException {
        if (stack.size() >= MAX_ITEMS) {
            throw new IOException("the pickle has more than " + MAX_ITEMS + " values");
        }
        stack.add(value);
    }

    private Object pop() throws IOException {
        if (stack.isEmpty()) {
            throw new IOException("the pickle takes a value that it did not make");
        }
        return stack.remove(stack.size() - 1);
    }

    private List<Object> last(int count) throws IOException {
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(0, pop());
        }
        if (values.contains(MARK)) {
            throw new IOException("the pickle takes a mark for a value");
        }
        return values;
    }

    private List<Object> sinceMark() throws IOException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new IOException("the pickle ends a list that it did not begin");
        }
        List<Object> since = stack.subList(mark + 1, stack.size());
        List<Object> values = new ArrayList<>(since);
        stack.subList(mark, stack.size()).clear();
        return values;
    }

    private long integer(int length) throws IOException {
        if (length > Long.BYTES) {
            throw new IOException("expected integers of at most 8 bytes, found one of " + length);
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            long part = i == length - 1 ? in.get() : Byte.toUnsignedInt(in.get()); // the last has the sign
            value |= part << (8 * i);
        }
        return value;
    }

    private byte[] bytes(int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("a text of " + Integer.toUnsignedString(length) + " bytes ends after the pickle");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String text(int length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        int start = in.position();
        while (in.get() != '\n') {
            if (in.position() - start > 200) {
                throw new IOException("a name in the pickle has more than 200 letters");
            }
        }
        return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private Object global(String module, String name) throws IOException {
        String global = module + "." + name;
        if (!types.knows(global)) {
            throw new IOException("the pickle calls " + global + ", which is refused: nothing of a file is run here");
        }
        return new Global(global);
    }

    private void stackGlobal(List<Object> names) throws IOException {
        if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
            throw new IOException("the pickle names a function by something that is not a text");
        }
        push(global(module, name));
    }

    private void call(List<Object> callee) throws IOException {
        if (!(callee.get(0) instanceof Global global) || !(callee.get(1) instanceof List<?> arguments)) {
            throw new IOException("the pickle calls something that is not a function");
        }
        push(boxed(types.call(global.name, plain(arguments))));
    }

    private void persistent(Object id) throws IOException {
        push(boxed(types.persistent(id instanceof List<?> parts ? plain(parts) : value(id))));
    }

    /** The same values, with the names of functions and classes as texts. */
    private static List<Object> plain(List<?> values) {
        List<Object> plain = new ArrayList<>(values.size());
        values.forEach(each -> plain.add(each instanceof Global global ? global.name : value(each)));
        return plain;
    }

    /** The attributes of an object; only ordered dictionaries come with some, which mean nothing here. */
    private void state(List<Object> attributes) throws IOException {
        Object target = pop();
        if (!(target instanceof Map) || !(attributes.get(0) instanceof Map)) {
            throw new IOException("the pickle sets attributes of something that is not a dictionary");
        }
        push(target);
    }

    @SuppressWarnings("unchecked") // every list on the stack is one made here
    private void append(List<Object> values) throws IOException {
        Object list = pop();
        if (!(list instanceof ArrayList)) {
            throw new IOException("the pickle appends to something that is not a list");
        }
        values.forEach(value -> ((List<Object>) list).add(value(value)));
        push(list);
    }

    @SuppressWarnings("unchecked") // every map on the stack is one made here
    private void put(List<Object> pairs) throws IOException {
        Object map = pop();
        if (!(map instanceof Map) || pairs.size() % 2 != 0) {
            throw new IOException("the pickle puts pairs into something that is not a dictionary");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            Object key = pairs.get(i) instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1) // a text of Python 2
                    : pairs.get(i);
            if (!(key instanceof String) && !(key instanceof Long)) {
                throw new IOException("expected texts or numbers as keys of a dictionary");
            }
            ((Map<Object, Object>) map).put(key, value(pairs.get(i + 1)));
        }
        push(map);
    }

    private void remember(int place) throws IOException {
        Object value = pop();
        memo.put(place, value);
        push(value);
    }

    private Object recall(int place) throws IOException {
        Object value = memo.get(place);
        if (value == null || value == MARK) {
            throw new IOException("the pickle takes value " + place + ", which it did not keep");
        }
        return value;
    }

    private static Object boxed(Object value) {
        return value == null ? NONE : value;
    }

    private static Object value(Object value) {
        return value == NONE ? null : value;
    }
}
