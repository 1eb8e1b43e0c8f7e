package dev.reprise.report.page;

/**
 * What every page carries inside: files of this project and its chart library, never from a run.
 *
 * @param library that draws charts
 */
public record Parts(String style, String library, String script) {}
