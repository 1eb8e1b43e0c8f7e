package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.data.images.DecodingLimits;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.http.body.ContentCoding;
import dev.reprise.inference.http.body.ImageBody;
import dev.reprise.inference.http.body.JsonBody;
import dev.reprise.inference.http.body.JsonPicture;
import dev.reprise.inference.http.body.PredictOptions;
import dev.reprise.inference.http.body.Problem;
import dev.reprise.net.NetException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /api/models/{name}/predict}: reads pictures, hands them to the net's batcher, and answers once it has.
 *
 * <p>No thread of the server waits for another. Images are decoded by threads of their own, one per core, so that the
 * memory for pixels is bounded, and a deadline ends whatever takes too long.
 */
final class PredictRoute implements Handler, AutoCloseable {
    private static final String NO_MEMORY = "not enough memory for the request: retry later, or send a smaller one";

    private static final int SMALL_JSON = 1 << 18; // bytes
    private static final int BYTES_PER_PIXEL = 6; // while a picture is decoded

    private final ServedNets nets;
    private final Limits limits;
    private final Executor answering;
    private final ThreadPoolExecutor decoding;

    /** The inputs made of a request, and whether the answer shows them. */
    private record Inputs(List<NetInput> inputs, boolean show) {

        Answer answer(List<Prediction> predictions) {
            return new Answer(predictions, Optional.of(inputs).filter(shown -> show));
        }
    }

    PredictRoute(ServedNets nets, Limits limits, Executor answering, Metrics metrics) {
        this.nets = nets;
        this.limits = limits;
        this.answering = answering;
        int threads = decodingThreads(limits, Runtime.getRuntime());
        this.decoding =
                new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(limits.queue()));
        metrics.waitingToBeDecoded(decoding.getQueue());
    }

    /** One per core, if half of the heap holds as many of the largest pictures. */
    private static int decodingThreads(Limits limits, Runtime runtime) {
        long pictures = runtime.maxMemory() / 2 / (limits.pixels() * BYTES_PER_PIXEL);
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), pictures));
    }

    @Override
    public void handle(Context context) {
        try {
            predict(context);
        } catch (OutOfMemoryError e) {
            throw Problem.busy(NO_MEMORY);
        }
    }

    private void predict(Context context) {
        Request request = ServletContextRequest.getServletContextRequest(context.req());
        ServedNet net = nets.named(context.pathParam("name"));
        long deadline = System.nanoTime() + limits.deadline().toNanos();
        String contentType = Optional.ofNullable(context.header("Content-Type")).orElse("");
        net.requireRoom(1); // refusing is cheap, reading is not
        String encoding =
                Optional.ofNullable(context.header("Content-Encoding")).orElse("");
        byte[] body = ContentCoding.decode(
                encoding, BodyReader.body(request), limits.body(), more -> BodyReader.take(request, more));
        String query = Optional.ofNullable(context.queryString()).orElse("");
        CompletableFuture<Answer> answer = inputs(net, contentType, query, body, deadline)
                .thenCompose(inputs -> net.submit(inputs.inputs, deadline).thenApply(inputs::answer))
                .orTimeout(limits.deadline().toNanos(), TimeUnit.NANOSECONDS);
        context.future(() -> answer.handleAsync((done, failure) -> send(context, done, failure), answering));
    }

    private CompletableFuture<Inputs> inputs(
            ServedNet net, String contentType, String query, byte[] body, long deadline) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/json")) {
            PredictOptions.requireNone(query);
            return body.length > SMALL_JSON
                    ? decode(() -> json(net, JsonBody.read(body, limits.maxBatch(), limits.pixels()), deadline))
                    : smallJson(net, JsonBody.read(body, limits.maxBatch(), limits.pixels()), deadline);
        }
        PredictOptions options = PredictOptions.ofQuery(query);
        Function<PixelImage, NetInput> prepare = picture -> prepare(net, picture, options, deadline);
        return decode(() -> {
            DecodingLimits decoding = decodingLimits(deadline);
            return new Inputs(
                    type.equals("multipart/form-data")
                            ? ImageBody.several(contentType, body, limits.maxBatch(), decoding, prepare)
                            : List.of(prepare.apply(ImageBody.one("the body", body, decoding))),
                    options.showInput());
        });
    }

    /** Pixels are read in less time than it takes to hand them to another thread; image files are not. */
    private CompletableFuture<Inputs> smallJson(ServedNet net, JsonBody json, long deadline) {
        boolean decodes = json.pictures().stream().anyMatch(JsonPicture.Encoded.class::isInstance);
        return decodes
                ? decode(() -> json(net, json, deadline))
                : CompletableFuture.completedFuture(json(net, json, deadline));
    }

    private Inputs json(ServedNet net, JsonBody json, long deadline) {
        List<NetInput> inputs = new ArrayList<>();
        for (JsonPicture picture : json.pictures()) {
            String name = json.pictures().size() == 1 ? "the image" : "picture " + (inputs.size() + 1);
            inputs.add(prepare(net, picture.decode(name, decodingLimits(deadline)), json.options(), deadline));
        }
        return new Inputs(inputs, json.options().showInput());
    }

    private DecodingLimits decodingLimits(long deadline) {
        return new DecodingLimits(limits.pixels(), Duration.ofNanos(deadline - System.nanoTime()));
    }

    private static Context send(Context context, Answer answer, Throwable failure) {
        if (failure == null) {
            return context.contentType("application/json").result(answer.json());
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            throw Problem.late();
        }
        throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    private static NetInput prepare(ServedNet net, PixelImage picture, PredictOptions options, long deadline) {
        if (deadline - System.nanoTime() < 0) {
            throw Problem.late();
        }
        try {
            return net.prepare(picture, options.fit());
        } catch (DataException | NetException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    /** Runs on a decoding thread; work that has not started by the deadline never does, and its body is released. */
    private CompletableFuture<Inputs> decode(Supplier<Inputs> work) {
        CompletableFuture<Inputs> inputs = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                inputs.complete(work.get());
            } catch (OutOfMemoryError e) {
                inputs.completeExceptionally(Problem.busy(NO_MEMORY));
            } catch (RuntimeException e) {
                inputs.completeExceptionally(e);
            }
        };
        try {
            decoding.execute(task);
            return inputs.orTimeout(limits.deadline().toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            decoding.remove(task);
                        }
                    });
        } catch (RejectedExecutionException e) {
            throw Problem.busy("too many images are waiting to be decoded: retry later");
        }
    }

    @Override
    public void close() {
        decoding.shutdown();
    }
}
