/** What the tests of several modules share: tags, fuzzing, a browser, known nets and runs of earlier versions. */
package dev.reprise.testkit;
