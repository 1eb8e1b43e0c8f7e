/**
 * Search of hyperparameters for any function: a {@link dev.reprise.search.Space}, {@link dev.reprise.search.Sampler}s that
 * propose its points, and rules that end a trial early.
 */
package dev.reprise.search;
