/** Runs many experiments one after the other: seeds, or the trials of a sweep. */
package dev.reprise.training.sweep;
