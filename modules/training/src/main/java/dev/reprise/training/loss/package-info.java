/** What training minimizes: criteria and penalties. */
package dev.reprise.training.loss;
