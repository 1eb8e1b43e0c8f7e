/** What a net begins with: its weights and biases, drawn or constant. */
package dev.reprise.training.initial;
