package dev.reprise.export;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines in docs/export.md, as a program that uses DJL alone: FILE ENGINE PIXELS, where PIXELS is a file with one image's bytes. */
public final class StockCriteria {
    private StockCriteria() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(Arrays.toString(probabilities(
                Path.of(arguments[0]),
                arguments[1],
                Files.readAllBytes(Path.of(arguments[2])),
                new Shape(1, 1, 12, 12))));
    }

    private static float[] probabilities(Path file, String engine, byte[] image, Shape shape) throws Exception {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(file)
                .optEngine(engine)
                .build();
        try (ZooModel<NDList, NDList> net = criteria.loadModel();
                Predictor<NDList, NDList> predictor = net.newPredictor()) {
            NDArray pixels = net.getNDManager().create(ByteBuffer.wrap(image), shape, DataType.UINT8);
            return predictor.predict(new NDList(pixels)).singletonOrThrow().toFloatArray();
        }
    }
}
