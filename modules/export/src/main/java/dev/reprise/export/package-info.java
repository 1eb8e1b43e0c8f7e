/** Saved nets in the formats of other programs. */
package dev.reprise.export;
