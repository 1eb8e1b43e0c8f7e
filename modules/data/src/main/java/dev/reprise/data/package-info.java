/** Examples of a net: sets of images and of rows, their splits and statistics, and the source of random numbers. */
package dev.reprise.data;
