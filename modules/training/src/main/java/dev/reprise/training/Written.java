package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who writes a net's forward pass. */
public enum Written {
    /** DJL's blocks. */
    @JsonProperty("by-layers")
    BY_LAYERS,
    /** Ourselves, product by product: {@link Handwriting}. */
    @JsonProperty("by-hand")
    BY_HAND
}
