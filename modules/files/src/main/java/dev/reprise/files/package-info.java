/** Files as Reprise reads and writes them: JSON, CSV, hashes, and writes that a kill cannot leave half done. */
package dev.reprise.files;
