/** Decoding of image files that may be damaged or hostile. */
package dev.reprise.data.images;
