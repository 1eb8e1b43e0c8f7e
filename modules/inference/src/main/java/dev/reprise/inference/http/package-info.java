/** Saved nets as an HTTP service, {@code serve}: requests are batched, limited and measured. */
package dev.reprise.inference.http;
