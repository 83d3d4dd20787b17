/**
 * What OpenSSH's own configuration says of a host: reads {@code ~/.ssh/config} and {@code /etc/ssh/ssh_config} once and
 * answers for any number of hosts what {@code ssh -G} would print. The rules are those of ssh_config(5), OpenSSH 9.2.
 */
package dt.sshconfig;
