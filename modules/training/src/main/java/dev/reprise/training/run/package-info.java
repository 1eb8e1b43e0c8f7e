/** Runs an experiment or a demonstration into a run folder, and resumes it. */
package dev.reprise.training.run;
