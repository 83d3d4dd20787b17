/**
 * Public keys and OpenSSH certificates as they travel on the wire and stand in files. Keys are compared byte by byte, so
 * types that this program cannot compute with (security keys) are still told apart.
 */
package dt.ssh.key;
