/** Commands, exit statuses and the wiring of everything else. */
package dt.cli;
