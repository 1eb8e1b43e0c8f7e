/** Trainings in child processes of this program, several at once. */
package dev.reprise.cli.jobs;
