package dev.reprise.inference.digits;

import java.util.Optional;

/** A digit as input of a net trained on MNIST, and what makes it doubtful that the picture shows one digit. */
public final class PlacedDigit {
    private final byte[] pixels;
    private final Optional<Doubt> doubt;

    PlacedDigit(byte[] pixels, Optional<Doubt> doubt) {
        this.pixels = pixels;
        this.doubt = doubt;
    }

    /** (1, 28, 28), 0–255. */
    public byte[] pixels() {
        return pixels.clone();
    }

    public Optional<Doubt> doubt() {
        return doubt;
    }
}
