package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;

/** The loss of a batch, a scalar, and its gradient with respect to the outputs, of their shape. */
public record LossAndGradient(NDArray loss, NDArray gradient) {}
