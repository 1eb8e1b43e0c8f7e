/** From gradients to new parameters: the update rules, what each remembers, clipping before and the rate's schedule. */
package dev.reprise.training.optimizer;

