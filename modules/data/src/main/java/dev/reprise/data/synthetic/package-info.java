/** Synthetic digits, drawn from a seed. */
package dev.reprise.data.synthetic;
