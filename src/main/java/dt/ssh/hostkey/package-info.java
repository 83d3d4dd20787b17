/**
 * Whether a host is the one it claims to be: known_hosts(5) files as an index, certificates of hosts, what to do with a
 * host that is not known yet, and the messages that say so. The rules are those of OpenSSH's hostfile.c and
 * sshconnect.c ({@code check_host_key}), but for one: a changed or revoked key is never accepted, whatever
 * StrictHostKeyChecking says, and {@code ask} counts as strict.
 */
package dt.ssh.hostkey;
