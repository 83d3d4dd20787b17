/**
 * What a run looks like to whom started it: result lines for programs, views for people. Whatever a host printed is made
 * safe here before it gets to a terminal.
 */
package dt.output;
