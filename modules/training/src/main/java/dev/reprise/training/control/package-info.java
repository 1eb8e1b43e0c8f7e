/** How a run is controlled from outside: its options, and what it reports. */
package dev.reprise.training.control;
