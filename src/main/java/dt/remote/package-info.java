/** The port: what can be done on one host, whatever carries it there. Knows no other package of dt. */
package dt.remote;
