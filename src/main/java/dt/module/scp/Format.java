package dt.module.scp;

/** How files stand in one stream. */
interface Format {
    /** What stands before the content of an entry. */
    byte[] header(Planned planned);

    /** How many zeros follow content of this size. */
    int padding(long size);

    /** The last entry, a script, and the end of the stream. */
    byte[] end(byte[] script);
}
