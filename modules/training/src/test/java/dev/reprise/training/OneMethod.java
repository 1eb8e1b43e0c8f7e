package dev.reprise.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.reprise.net.torchscript.ScriptModule;
import dev.reprise.net.torchscript.ScriptText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A TorchScript program of one method, called with arrays and lists of arrays by name. */
public final class OneMethod {
    private final ScriptText text;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, List<NDArray>> lists = new LinkedHashMap<>();

    public OneMethod(ScriptText text) {
        this.text = text;
    }

    public OneMethod with(String name, NDArray array) {
        arrays.put(name, array);
        return this;
    }

    public OneMethod with(String name, List<NDArray> list) {
        lists.put(name, list);
        return this;
    }

    /** The list that it returns; {@code others} are methods that it calls. */
    public NDList call(NDManager manager, String returned, String others) {
        text.line("return " + returned);
        String arguments =
                arrays.keySet().stream().map(name -> ", " + name + ": Tensor").collect(Collectors.joining())
                        + lists.keySet().stream()
                                .map(name -> ", " + name + ": List[Tensor]")
                                .collect(Collectors.joining());
        NDList all = new NDList(arrays.values());
        lists.forEach((name, list) -> list.forEach(array -> {
            array.setName(name + "[]");
            all.add(array);
        }));
        try (ScriptModule module =
                ScriptModule.load("  def method(self" + arguments + ") -> List[Tensor]:\n" + text + others, manager)) {
            return module.callWithGradients("method", manager, all);
        }
    }
}
