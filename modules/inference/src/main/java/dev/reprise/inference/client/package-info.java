/** A client of the service: nets that another process, on this machine or elsewhere, has open. */
package dev.reprise.inference.client;
