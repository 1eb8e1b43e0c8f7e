package dev.reprise.inference.http;

import dev.reprise.data.DataException;
import dev.reprise.data.images.PixelImage;
import dev.reprise.files.Json;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.http.body.ImageBody;
import dev.reprise.inference.http.body.PixelsBody;
import dev.reprise.inference.http.body.Problem;
import dev.reprise.inference.http.body.Question;
import dev.reprise.net.NetException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
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
import java.util.function.Supplier;

/**
 * {@code POST /api/models/{name}/predict}: reads pictures, hands them to the net's batcher, and answers when it has.
 *
 * <p>No thread of the server waits for another: images are decoded by threads of their own, one a core, so that the
 * memory for pixels is bounded, and a deadline ends what takes too long.
 */
final class PredictRoute implements Handler, AutoCloseable {
    private final ServedNets nets;
    private final Limits limits;
    private final Executor answering;
    private final ThreadPoolExecutor decoding;

    /** What is fed to a net, and what of it the answer shows. */
    private record Asked(List<NetInput> inputs, boolean showInput) {}

    private record Answered(Asked asked, List<Prediction> predictions) {

        byte[] json() {
            Optional<List<NetInput>> shown = Optional.of(asked.inputs).filter(inputs -> asked.showInput);
            return Json.MAPPER.writeValueAsBytes(Answer.of(predictions, shown));
        }
    }

    PredictRoute(ServedNets nets, Limits limits, Executor answering, Metrics metrics) {
        this.nets = nets;
        this.limits = limits;
        this.answering = answering;
        int cores = Runtime.getRuntime().availableProcessors();
        this.decoding =
                new ThreadPoolExecutor(cores, cores, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(limits.queue()));
        metrics.undecoded(decoding.getQueue());
    }

    @Override
    public void handle(Context context) {
        ServedNet net = nets.named(context.pathParam("name"));
        long deadline = System.nanoTime() + limits.deadline().toNanos();
        String contentType = Optional.ofNullable(context.header("Content-Type")).orElse("");
        net.batcher().requireRoom(1); // refusing is cheap, reading is not
        byte[] body = context.bodyAsBytes();
        CompletableFuture<Asked> asked;
        String query = Optional.ofNullable(context.queryString()).orElse("");
        switch (contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/json" -> {
                Question.Options.none(query);
                Question question = PixelsBody.read(body, limits.pixels());
                NetInput input = prepare(net, question.picture(), question.fit(), deadline);
                asked = CompletableFuture.completedFuture(new Asked(List.of(input), question.showInput()));
            }
            case "multipart/form-data" -> {
                Question.Options options = Question.Options.of(query);
                asked = decode(() -> new Asked(
                        ImageBody.several(
                                contentType, body, limits, picture -> prepare(net, picture, options.fit(), deadline)),
                        options.showInput()));
            }
            default -> {
                Question.Options options = Question.Options.of(query);
                asked = decode(() -> new Asked(
                        List.of(prepare(net, ImageBody.one("the body", body, limits), options.fit(), deadline)),
                        options.showInput()));
            }
        }
        CompletableFuture<Answered> answer = asked.thenCompose(question -> net.batcher()
                        .submit(question.inputs, deadline)
                        .thenApply(predictions -> new Answered(question, predictions)))
                .orTimeout(limits.deadline().toNanos(), TimeUnit.NANOSECONDS);
        context.future(() -> answer.handleAsync((answered, failure) -> answer(context, answered, failure), answering));
    }

    private static Context answer(Context context, Answered answered, Throwable failure) {
        if (failure == null) {
            return context.contentType("application/json").result(answered.json());
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            throw Problem.late();
        }
        throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    private static NetInput prepare(ServedNet net, PixelImage picture, InputFit fit, long deadline) {
        if (deadline - System.nanoTime() < 0) {
            throw Problem.late();
        }
        try {
            return net.classifier().prepare(picture, fit);
        } catch (DataException | NetException e) {
            throw new Problem(422, e.getMessage(), e);
        }
    }

    /** Done by a thread that decodes; what has not begun by the deadline never does, and keeps no body. */
    private CompletableFuture<Asked> decode(Supplier<Asked> work) {
        CompletableFuture<Asked> asked = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                asked.complete(work.get());
            } catch (OutOfMemoryError e) {
                asked.completeExceptionally(
                        Problem.busy("too little memory to decode the image now: send it later, or smaller"));
            } catch (RuntimeException e) {
                asked.completeExceptionally(e);
            }
        };
        try {
            decoding.execute(task);
            return asked.orTimeout(limits.deadline().toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            decoding.remove(task);
                        }
                    });
        } catch (RejectedExecutionException e) {
            throw Problem.busy("too many images wait to be decoded: send the request again later");
        }
    }

    @Override
    public void close() {
        decoding.shutdown();
    }
}
