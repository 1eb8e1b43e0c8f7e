/** From gradients to new parameters: optimizers and their state, gradient clipping, learning rate schedules. */
package dev.reprise.training.optimizer;
