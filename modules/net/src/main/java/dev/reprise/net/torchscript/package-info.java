/** TorchScript programs: text written by Java, compiled and run by the engine. */
package dev.reprise.net.torchscript;
