/** Pictures of handwritten digits as inputs of a net trained on MNIST: one digit, or a row of them. */
package dev.reprise.inference.digits;
