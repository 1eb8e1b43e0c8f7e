/** What the curves of a run say in words, by rules that are stated beside what they say. */
package dev.reprise.report.diagnosis;
