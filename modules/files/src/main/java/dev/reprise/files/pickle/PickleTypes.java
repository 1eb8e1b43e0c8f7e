package dev.reprise.files.pickle;

import java.io.IOException;
import java.util.List;

/** What a reader of pickles knows beside numbers, texts and containers. Whatever it does not name is refused. */
public interface PickleTypes {

    /** Whether a pickle may mention a function or class, such as {@code torch._utils._rebuild_tensor_v2}. */
    boolean knows(String global);

    /**
     * The value that Python would get by calling a known function or class.
     *
     * @throws IOException if the arguments are not what is expected
     */
    Object call(String global, List<?> arguments) throws IOException;

    /** The value that stands outside the pickle under this name. */
    Object persistent(Object id) throws IOException;
}
