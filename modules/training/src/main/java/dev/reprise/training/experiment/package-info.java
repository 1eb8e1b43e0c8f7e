/** Experiments, sweeps and demonstrations as values: they hold numbers and run nothing. */
package dev.reprise.training.experiment;
