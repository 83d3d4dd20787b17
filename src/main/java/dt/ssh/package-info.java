/**
 * {@link dt.remote.Remote} over SSH: connecting, jump hosts, the pool of connections, commands as channels. The only
 * package that knows sshj.
 */
package dt.ssh;
