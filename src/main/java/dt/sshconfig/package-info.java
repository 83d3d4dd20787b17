/**
 * What OpenSSH's own configuration says of a host: reads {@code ~/.ssh/config} and {@code /etc/ssh/ssh_config} once and
 * answers for any number of hosts what {@code ssh -G} would print. The rules are those of ssh_config(5), OpenSSH 9.2 as
 * Debian 12 has it; a differential test holds them.
 *
 * <p>Where dt differs, and why: keywords that it does not know are passed over and not an error, so that a file for a
 * newer ssh can be read; key exchanges of newer releases are known. Home is where the caller says, not where the
 * password file does. Names are not looked up: {@code CanonicalizeHostname} only brings the second pass with it. What
 * ssh finds wrong only when it connects (an unknown token in {@code IdentityFile}, a list of algorithms that comes out
 * empty) is wrong at once. {@code ProxyJump none # remark} is none. {@code Match exec} does not run inside an include
 * that is switched off, and once for all hosts.
 */
package dt.sshconfig;
