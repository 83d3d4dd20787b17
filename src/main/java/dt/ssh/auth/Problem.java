package dt.ssh.auth;

/**
 * Why a key or an agent is of no use.
 *
 * @param what one clause: {@code key ~/.ssh/x needs a passphrase}
 * @param advice what to do: {@code add it to an agent with ssh-add}
 */
record Problem(String what, String advice) {}
