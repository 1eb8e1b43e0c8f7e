package dev.reprise.net;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TorchTest {
    private static final Path CACHE = Path.of("cache");

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithAWayOut() {
        Throwable failure = new EngineException(
                "Failed to extract PyTorch native library", new AccessDeniedException("cache/pytorch"));

        assertThat(Torch.whyNotStarted(failure, CACHE))
                .isEqualTo("cache cannot be written, and libtorch (430 MB) is unpacked there:"
                        + " java.nio.file.AccessDeniedException: cache/pytorch; DJL_CACHE_DIR names another folder");
    }

    @Test
    void aCLibraryThatDoesNotFitIsNamed() {
        assertThat(Torch.whyNotStarted(
                        new UnsatisfiedLinkError("libc.so.6: version `GLIBC_2.28' not found (required by libtorch.so)"),
                        CACHE))
                .contains("it needs glibc 2.28 or later, which Alpine Linux does not have");
        assertThat(Torch.whyNotStarted(
                        new EngineException(new UnsatisfiedLinkError(
                                "Error loading shared library ld-linux-x86-64.so.2: No such file or directory")),
                        CACHE))
                .startsWith("libtorch does not run with the C library of this system");
    }

    @Test
    void nativesForAnotherCudaAreNamed() {
        assertThat(Torch.whyNotStarted(
                        new UnsatisfiedLinkError("libcudart.so.12: cannot open shared object file"), CACHE))
                .startsWith("the natives for CUDA do not fit this machine: libcudart.so.12")
                .contains("docs/cuda.md");
    }
}
