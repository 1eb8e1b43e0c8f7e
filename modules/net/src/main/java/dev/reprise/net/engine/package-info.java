/** What concerns PyTorch's engine alone: its version, and the memory layout of weights. */
package dev.reprise.net.engine;
