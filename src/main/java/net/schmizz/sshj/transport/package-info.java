/**
 * One class of sshj that is replaced, because nothing of its own lets it be changed from outside: it stands before the
 * library's on the class path. What it does differently is written so that it can be proposed there.
 */
package net.schmizz.sshj.transport;
