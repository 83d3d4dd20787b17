package dt.module.scp;

import java.io.ByteArrayOutputStream;

/** A tar archive, for hosts that have tar(1): one process there whatever the number of files. */
final class TarFormat implements Format {
    /** Two empty blocks are the end; tar(1) is used to whole records. */
    private static final int RECORD = 10240;

    @Override
    public byte[] header(Planned planned) {
        var entry = planned.entry();
        char type = switch (entry.kind()) {
            case FILE -> '0';
            case FOLDER -> '5';
            case LINK -> '2';
        };
        var name = FileStream.FILES + entry.name() + (entry.kind() == Entry.Kind.FOLDER ? "/" : "");
        return TarHeader.of(
                type, name, entry.target(), entry.size(), planned.mode(), planned.owner(), entry.modified());
    }

    @Override
    public int padding(long size) {
        return TarHeader.padding(size);
    }

    @Override
    public byte[] end(byte[] script) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(TarHeader.of('0', FileStream.SCRIPT, "", script.length, 0600, TarHeader.Owner.ROOT, 0));
        all.writeBytes(script);
        all.writeBytes(new byte[TarHeader.padding(script.length)]);
        all.writeBytes(new byte[RECORD]);
        return all.toByteArray();
    }
}
