/** The top of {@code java -jar inference.jar}: puts the commands of the library and the service together. */
package dev.reprise.inference.program;

