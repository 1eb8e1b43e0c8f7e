/** Python's pickles, read without running anything. */
package dev.reprise.files.pickle;
