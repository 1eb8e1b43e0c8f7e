/** What a net starts from: its weights and biases, drawn or constant. */
package dev.reprise.training.initial;
