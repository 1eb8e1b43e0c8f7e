/** The data sets by name: published ones, the user's own, synthetic ones, and rows drawn by a rule. */
package dev.reprise.data.catalog;
