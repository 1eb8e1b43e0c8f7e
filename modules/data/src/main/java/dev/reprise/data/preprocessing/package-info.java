/** The scaling of raw inputs, fitted on a training split. */
package dev.reprise.data.preprocessing;
