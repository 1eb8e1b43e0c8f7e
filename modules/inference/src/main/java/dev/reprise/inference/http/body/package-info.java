/** Reads the bodies of requests, as pictures to classify. */
package dev.reprise.inference.http.body;
