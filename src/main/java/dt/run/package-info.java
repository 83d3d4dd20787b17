/**
 * Runs one job on many hosts, never on more than the fan-out at once: {@link dt.run.FanOut} starts them, keeps what they
 * print within bounds, ends them when time is up, and hands exactly one result a host to one observer.
 */
package dt.run;
