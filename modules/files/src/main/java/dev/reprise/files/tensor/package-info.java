/** Arrays of numbers of any shape, and the files of other programs that hold them. */
package dev.reprise.files.tensor;
