/** Runs many experiments: seeds, or the trials of a sweep. */
package dev.reprise.training.sweep;
