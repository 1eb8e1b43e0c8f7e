/** Opens saved nets and classifies pictures: {@link dev.reprise.inference.Classifier} is the way in. */
package dev.reprise.inference;
