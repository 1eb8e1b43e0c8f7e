/**
 * Opens saved nets and classifies images: {@link dev.reprise.inference.Classifier} for a service, {@link
 * dev.reprise.inference.Inference} for the command line.
 */
package dev.reprise.inference;

