/** The commands over saved nets, except {@code serve}. */
package dev.reprise.inference.command;
