package dev.reprise.net.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * A TorchScript program in the engine: its methods can be called with arrays.
 *
 * <p>An argument that is a list of arrays is passed as arrays with one name that ends in {@code []}, and is left out where
 * it is empty. A method returns an array or a list of arrays. Where it fails, DJL's {@code EngineException} has the line.
 */
public final class ScriptModule implements AutoCloseable {
    private final PtSymbolBlock module;

    private ScriptModule(PtSymbolBlock module) {
        this.module = module;
    }

    /**
     * Compiles methods, each written as {@code   def name(self, x: Tensor) -> Tensor:} and its statements. The program belongs
     * to {@code manager}.
     */
    public static ScriptModule load(String methods, NDManager manager) {
        try {
            return new ScriptModule(JniUtils.loadModule(
                    (PtNDManager) manager, new ByteArrayInputStream(ScriptArchive.of(methods)), true, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls a method that computes gradients. The results belong to {@code results}. */
    public NDList callWithGradients(String method, NDManager results, NDList arguments) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try {
            return forward(method, results, arguments, true);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Calls a method in torch's inference mode: no gradients. The results belong to {@code results}. */
    public NDList call(String method, NDManager results, NDList arguments) {
        return forward(method, results, arguments, false);
    }

    /** A call of a method whose arguments may be numbers too, with less work around it. */
    public ScriptCall call(String method) {
        return new ScriptCall(arguments -> withoutRewriting(() -> IValueUtils.runMethod(module, method, arguments)));
    }

    private NDList forward(String method, NDManager results, NDList arguments, boolean gradients) {
        try (NDArray name = results.create(0f)) {
            name.setName("module_method:" + method);
            NDList all = new NDList(arguments.size() + 1);
            all.add(name); // its manager owns the results
            all.addAll(arguments);
            return withoutRewriting(() -> IValueUtils.forward(module, all, gradients));
        }
    }

    /**
     * The graph executor's optimizer is off, which is a setting of the thread: it rewrites a graph after the first calls, so
     * that results would depend on how many calls there were.
     */
    private static <T> T withoutRewriting(Supplier<T> call) {
        JniUtils.setGraphExecutorOptimize(false);
        try {
            return call.get();
        } finally {
            JniUtils.setGraphExecutorOptimize(true);
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
