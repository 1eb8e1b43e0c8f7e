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
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * Lets stock DJL load a saved net with its scaling, after the checks of {@link SavedNet#open}. It is named in
 * {@code serving.properties}.
 *
 * <p>The block accepts images as pixels 0–255 in uint8, or 0–1 in float32 as DJL's image translators give them, and raw
 * rows. Its output is that of the net.
 */
public final class SavedNetBlockFactory implements BlockFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        NetDescription description = SavedNet.open(modelPath).description();
        return new Scaled(
                description.net().toBlock(),
                description.scaling().on(model.getNDManager()),
                description.input().dimension() == 3);
    }

    private static final class Scaled extends AbstractBlock {
        private final SequentialBlock net;
        private final Function<NDArray, NDArray> scaling;
        private final boolean images;

        Scaled(SequentialBlock net, Function<NDArray, NDArray> scaling, boolean images) {
            this.net = addChildBlock("net", net);
            this.scaling = scaling;
            this.images = images;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray raw = inputs.singletonOrThrow();
            if (images && raw.getDataType() != DataType.UINT8) {
                raw = raw.mul(255f).round(); // the original pixels: a translator divided them by 255
            }
            return net.forward(store, new NDList(scaling.apply(raw)), training);
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
