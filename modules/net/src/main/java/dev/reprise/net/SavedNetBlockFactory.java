package dev.reprise.net;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Lets stock DJL load a saved net with its scaling, after the checks of {@link SavedNet#open}. It is named in
 * {@code serving.properties}.
 *
 * <p>The block accepts images as pixels 0–255 in uint8, or 0–1 in float32 as DJL's image translators give them, and raw
 * rows. Images that do not have the shape of the net's input are pictures (n, 3, height, width): each is prepared as the
 * net's training pictures were, by the {@link PicturePreparer} of {@code modules/inference}. The output is that of the net.
 */
public final class SavedNetBlockFactory implements BlockFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        NetDescription description = SavedNet.open(modelPath).description();
        return new Scaled(description, description.scaling().on(model.getNDManager()));
    }

    private static final class Scaled extends AbstractBlock {
        private final NetDescription description;
        private final SequentialBlock net;
        private final Function<NDArray, NDArray> scaling;
        private final Optional<PicturePreparer> found =
                ServiceLoader.load(PicturePreparer.class).findFirst();

        Scaled(NetDescription description, Function<NDArray, NDArray> scaling) {
            this.description = description;
            this.net = addChildBlock("net", description.net().toBlock());
            this.scaling = scaling;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray raw = inputs.singletonOrThrow();
            if (description.input().dimension() == 3) {
                if (raw.getDataType() != DataType.UINT8) {
                    raw = raw.mul(255f).round(); // the original pixels: a translator divided them by 255
                }
                if (!raw.getShape().slice(1).equals(description.input())) {
                    raw = prepared(raw.toType(DataType.UINT8, false));
                }
            }
            return net.forward(store, new NDList(scaling.apply(raw)), training);
        }

        private NDArray prepared(NDArray pictures) {
            Shape shape = pictures.getShape();
            if (shape.dimension() != 4 || shape.get(1) != 3) {
                throw new NetException("images of " + description.name()
                        + " are (n, 3, height, width), or its input (n, " + description.input() + "); got " + shape);
            }
            if (found.isEmpty() && shape.slice(2).equals(description.input().slice(1))) {
                return luma(pictures);
            }
            PicturePreparer preparer = found.orElseThrow(() -> new NetException("an image of another size than "
                    + description.input() + " is prepared by dev.reprise:reprise-inference: add it to the class path"));
            int height = (int) shape.get(2);
            int width = (int) shape.get(3);
            byte[] rgb = pictures.transpose(0, 2, 3, 1).toByteArray();
            int size = rgb.length / (int) shape.get(0);
            ByteBuffer inputs = ByteBuffer.allocate(
                    (int) (shape.get(0) * description.input().size()));
            for (int from = 0; from < rgb.length; from += size) {
                inputs.put(preparer.prepare(description, height, width, Arrays.copyOfRange(rgb, from, from + size)));
            }
            Shape all = new Shape(shape.get(0)).addAll(description.input());
            return pictures.getManager().create(inputs.flip(), all, DataType.UINT8);
        }

        /** 0.299 R + 0.587 G + 0.114 B (Rec. 601). */
        private static NDArray luma(NDArray pictures) {
            NDArray weights = pictures.getManager().create(new float[] {0.299f, 0.587f, 0.114f}, new Shape(1, 3, 1, 1));
            return pictures.toType(DataType.FLOAT32, false)
                    .mul(weights)
                    .sum(new int[] {1}, true)
                    .round()
                    .toType(DataType.UINT8, false);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return net.getOutputShapes(inputs);
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            net.initialize(manager, type, inputs);
        }

        @Override
        public void loadParameters(NDManager manager, DataInputStream in) throws IOException, MalformedModelException {
            net.loadParameters(manager, in);
        }

        @Override
        public void saveParameters(DataOutputStream out) throws IOException {
            net.saveParameters(out);
        }
    }
}
