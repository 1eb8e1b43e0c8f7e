/** A diagnosis of learning curves in words, with the rules that decide it. */
package dev.reprise.report.diagnosis;
