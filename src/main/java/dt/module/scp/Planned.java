package dt.module.scp;

/** An entry, and the mode and owner that it is to have on a host. */
record Planned(Entry entry, int mode, TarHeader.Owner owner) {}
