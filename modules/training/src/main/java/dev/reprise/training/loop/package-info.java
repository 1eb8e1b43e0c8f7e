/** One training: steps, evaluation, checkpoints. */
package dev.reprise.training.loop;
