/** Training operation by operation with DJL's blocks and autograd: what the programs must be equal to. */
package dev.reprise.training.autograd;
