/** Runs and the bundled net as a model zoo of DJL: {@code djl://dev.reprise/NAME}. */
package dev.reprise.inference.zoo;
