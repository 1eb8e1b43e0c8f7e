package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import dev.reprise.files.SmallFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Checks a {@code .params} file before DJL reads it: every name, shape and size must be that of the net, and nothing
 * may follow.
 *
 * <p>DJL itself trusts the lengths in the file and loads parameters of any shape.
 */
final class ParamsFile {
    private static final int MAX_ENTRIES = 64; // inputs, properties and dimensions: a saved net has fewer than ten

    private final Path file;
    private final DataInputStream in;
    private final Iterator<Map.Entry<String, Shape>> expected;
    private final Predicate<String> wanted;
    private final Map<String, FloatArray> values = new LinkedHashMap<>();

    private ParamsFile(Path file, DataInputStream in, Net net, Predicate<String> wanted) {
        this.file = file;
        this.in = in;
        this.expected = net.parameterShapes().entrySet().iterator();
        this.wanted = wanted;
    }

    /** Throws {@link NetException} unless the file contains the parameters of this net and nothing else. */
    static void check(Path file, Net net) {
        values(file, net, name -> false);
    }

    /** Checks the file and returns the values of the parameters whose names are wanted, in their order. */
    static Map<String, FloatArray> values(Path file, Net net, Predicate<String> wanted) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(SmallFile.open(file)))) {
            ParamsFile params = new ParamsFile(file, in, net, wanted);
            params.header();
            params.block(net.toBlock());
            params.require(in.read() < 0, "the end of the file after the last parameter", "more bytes");
            return params.values;
        } catch (EOFException e) {
            throw new NetException(file + " ends before the last parameter of the net", e);
        } catch (IOException e) {
            throw new NetException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void header() throws IOException {
        String magic = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
        require(magic.equals("DJL@"), "DJL@ at the start", magic.isEmpty() ? "an empty file" : "'" + magic + "'");
        int version = in.readInt();
        require(version == 1, "format version 1", version);
        in.readUTF(); // name of the model
        String type = in.readUTF();
        require(type.equals("FLOAT32"), "FLOAT32", type);
        for (int inputs = count(); inputs > 0; inputs--) {
            in.readUTF();
            shape();
        }
        for (int properties = count(); properties > 0; properties--) {
            in.readUTF();
            in.readUTF();
        }
    }

    private void block(Block block) throws IOException {
        in.readByte(); // version of the block
        if (block instanceof Linear) {
            in.readLong(); // units
            in.readLong(); // inputs
            shape();
        } else {
            for (int inputs = count(); inputs > 0; inputs--) {
                shape();
            }
            if (block instanceof SequentialBlock) {
                in.readBoolean();
            } else if (block instanceof BatchNorm) {
                in.readLong();
            }
        }
        for (Parameter parameter : block.getDirectParameters().values()) {
            parameter(parameter.getName());
        }
        for (Block child : block.getChildren().values()) {
            block(child);
        }
    }

    private void parameter(String djlName) throws IOException {
        Map.Entry<String, Shape> parameter = expected.next();
        String name = parameter.getKey();
        char mark = in.readChar();
        require(mark == 'P', "parameter " + name, "mark " + (int) mark);
        in.readByte(); // version of the parameter
        String found = in.readUTF();
        require(found.equals(djlName), "parameter " + name, "'" + found + "'");
        String array = in.readUTF();
        require(array.equals("NDAR"), "an array for " + name, "'" + array + "'");
        int version = in.readInt();
        require(version == 3, "array version 3 for " + name, version);
        if (in.readByte() == 1) {
            in.readUTF();
        }
        in.readUTF(); // sparse format
        String type = in.readUTF();
        require(type.equals("FLOAT32"), name + " as FLOAT32", type);
        Shape shape = shape();
        require(shape.equals(parameter.getValue()), name + " as " + parameter.getValue(), shape);
        byte order = in.readByte();
        require(order == '<' || order == '>', "a byte order for " + name, order);
        long length = in.readInt();
        require(length == shape.size() * Float.BYTES, shape.size() * Float.BYTES + " bytes for " + name, length);
        if (wanted.test(name)) {
            ByteOrder bytes = order == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            values.put(name, FloatArray.of(floats(length, bytes)));
        } else {
            in.skipNBytes(length);
        }
    }

    private float[] floats(long length, ByteOrder order) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(length)];
        in.readFully(bytes);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(order).asFloatBuffer().get(floats);
        return floats;
    }

    private Shape shape() throws IOException {
        long[] sizes = new long[count()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readLong();
            require(sizes[i] >= -1, "sizes of a shape, -1 for any", sizes[i]);
        }
        for (int letters = count(); letters > 0; letters--) {
            in.readChar();
        }
        return new Shape(sizes);
    }

    private int count() throws IOException {
        int count = in.readInt();
        require(count >= 0 && count <= MAX_ENTRIES, "at most " + MAX_ENTRIES + " entries", count);
        return count;
    }

    private void require(boolean holds, String wanted, Object found) {
        if (!holds) {
            throw new NetException(file + " does not fit the net: expected " + wanted + ", got " + found);
        }
    }
}
