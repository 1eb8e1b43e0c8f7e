package dev.reprise.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who computes a net's outputs. */
public enum ForwardPass {
    /** DJL's blocks. */
    @JsonProperty("blocks")
    BLOCKS,
    /** Our own code, product by product, with torch's autograd for the gradients. */
    @JsonProperty("from-scratch")
    FROM_SCRATCH
}
