/** Pages that can be mailed: one file each, with pictures, curves, data and script inside. */
package dev.reprise.report.page;
