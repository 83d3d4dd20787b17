/**
 * Logging in to one of many hosts: keys of an agent and of files, certificates, and where a person is there passphrases
 * and a password. What is learnt from agent, files and person is shared by all logins of a run, in a {@link
 * dt.ssh.auth.Keyring}. Order and rules are those of ssh_config(5) and OpenSSH's sshconnect2.c; RFC 4252 and 4256 on the
 * wire.
 */
package dt.ssh.auth;
