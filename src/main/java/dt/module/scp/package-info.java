/**
 * Copies files to hosts and from them: {@link dt.module.scp.Scp} and {@link dt.module.scp.Rscp}.
 *
 * <p>Files travel as one tar stream over one command, not by SFTP. A host then needs a POSIX shell, coreutils and tar,
 * and no sftp server; root's files go the same way through sudo; and a thousand small files cost one stream instead of
 * several round trips each. What SFTP would bring is an answer for each file, and that is not needed: files are unpacked
 * into a folder beside their places, and the last thing in the stream is the script that moves them there by rename(2).
 * Where the stream ends early for whatever reason, there is no script, and the folder is removed. For hosts without tar the
 * stream is of a plainer form, which the shell itself reads and writes.
 *
 * <p>A step before asks what is there. A file of the same size has its SHA-256 compared and is not sent when it is the
 * same. There is no fsync: a reader or a crash of dt never sees half a file, and for a host that loses its power its file
 * system answers, as with scp.
 *
 * <p>File names are bytes on both ends. In this package they are kept in strings of which each character is one byte.
 */
package dt.module.scp;
