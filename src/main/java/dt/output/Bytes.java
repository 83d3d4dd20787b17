package dt.output;

/** Takes bytes. They are only valid during the call. */
interface Bytes {
    void write(byte[] bytes, int offset, int length);
}
