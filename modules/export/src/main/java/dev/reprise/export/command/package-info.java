/** The commands that write the formats of other programs. */
package dev.reprise.export.command;
