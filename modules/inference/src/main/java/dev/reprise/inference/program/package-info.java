/** The top of {@code java -jar inference.jar}: the command line with all its commands. */
package dev.reprise.inference.program;
