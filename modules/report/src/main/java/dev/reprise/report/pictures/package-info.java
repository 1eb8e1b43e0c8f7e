/** Pictures of what run folders and data sets hold: PNG, sharp enough to print, readable without color. */
package dev.reprise.report.pictures;
