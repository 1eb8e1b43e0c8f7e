package dev.reprise.benchmark;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A saved net opened by stock DJL, without a service: pixels in, probabilities out. */
final class BareEngine implements AutoCloseable {
    private final ZooModel<NDList, NDList> model;
    private final Shape input;

    private BareEngine(ZooModel<NDList, NDList> model, Shape input) {
        this.model = model;
        this.input = input;
    }

    static BareEngine open(Path folder, Shape input) throws IOException {
        try {
            return new BareEngine(
                    Criteria.builder()
                            .setTypes(NDList.class, NDList.class)
                            .optModelPath(folder)
                            .optDevice(Device.cpu())
                            .optTranslator(new NoopTranslator())
                            .build()
                            .loadModel(),
                    input);
        } catch (ModelException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The probabilities of consecutive images, uint8; flat. */
    float[] probabilities(byte[] pixels) {
        long count = pixels.length / input.size();
        try (Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = model.getNDManager().newSubManager()) {
            ByteBuffer buffer =
                    ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
            NDArray raw = manager.create(buffer, new Shape(count).addAll(input), DataType.UINT8);
            NDArray scaled = raw.toType(DataType.FLOAT32, false).div(255); // as DJL's own image translator does
            return predictor
                    .predict(new NDList(scaled))
                    .singletonOrThrow()
                    .softmax(1)
                    .toFloatArray();
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
