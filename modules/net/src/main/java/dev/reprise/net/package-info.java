/** Nets as data, the saved net that any program can open, and the PyTorch engine. */
package dev.reprise.net;
