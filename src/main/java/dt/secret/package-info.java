/**
 * Keeps secrets out of all that dt says. {@link dt.secret.Secrets} holds what was typed at a prompt or given by name; a
 * {@link dt.secret.Mask} takes it out of bytes as they come, before anything encodes them.
 */
package dt.secret;
