/** How far an input lies from those a net was trained on. */
package dev.reprise.net.familiarity;
