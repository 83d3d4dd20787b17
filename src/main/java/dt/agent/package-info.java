/**
 * The agent: dt in a process that stays, so that connections stay too. A client of a few hundred lines of C takes a call
 * to it over a Unix socket and does what only the caller's own process can: reads and writes the three streams, asks at
 * the terminal, gets the signals. The agent runs the same program that runs without it ({@link dt.agent.Program}).
 *
 * <p>{@code src/main/c/dt/protocol.h} describes the frames; {@link dt.agent.Frame} has them as records, and {@link
 * dt.agent.Codec} is their only reader and writer on this side.
 *
 * <p>Who may do what. The socket is in a folder of mode 0700, and both ends ask the kernel whose process is at the other
 * one: an agent works for one user, never for root on behalf of another. Within one user the limits are those of
 * OpenSSH's ControlPersist: whoever can become the user can use the user's open connections until they are closed for
 * lack of use ({@code dt agent drop} closes them now). Nothing of a call outlives it but connections: environment, words,
 * opened keys, passphrases and passwords belong to the call and are forgotten at its end. A connection is found again
 * only by a call that would have made the same one: user, host, port, the way there, algorithms, key files, certificates,
 * ssh-agent, known_hosts files and home folder are all part of what it is looked up by. A login that is still under way
 * is shared within one call only, because it may ask that call's person for a passphrase. The agent never asks by itself.
 *
 * <p>It starts with almost none of its first caller's environment. What a process has and a call cannot bring along makes
 * the call run in a process of its own instead: a different umask or group. The rest, such as nice(1), ulimit(1) or a
 * mount namespace, is that of the first caller; {@code --no-agent} is for those who need theirs.
 */
package dt.agent;
