/** The folders of runs and sweeps on disk: created, found, locked, written, and read as far as they are whole. */
package dev.reprise.results.store;
