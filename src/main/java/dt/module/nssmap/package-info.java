/**
 * Gives hosts libnss_map and takes it away again, so that nobody is ever locked out.
 *
 * <p>The work is done on the host by shell scripts, which are in the resources of this package and can be read in an hour:
 * {@code transaction.sh} keeps both states beside each file and goes from one to the other by renames, {@code world.sh}
 * makes the state to be in a private mount namespace and compares, {@code checks.sh} says what has to hold there and
 * later on the host itself, {@code verbs.sh} is what is called. A script is sent whole, with what is to be pushed inside,
 * and is run only when all of it has come.
 *
 * <p>What is here binds the words to such a script ({@link dt.module.nssmap.Nssmap}, {@link dt.module.nssmap.Payload}), and
 * comes in anew to confirm a change ({@link dt.module.nssmap.Change}). A guard on the host, detached from all connections,
 * puts everything back where that confirmation does not come.
 */
package dt.module.nssmap;
