/** Pages of one file each, with pictures, curves, data and script inside, so that they can be mailed. */
package dev.reprise.report.page;
