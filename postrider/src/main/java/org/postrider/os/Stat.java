package org.postrider.os;

/// What the kernel knows about a file. Times are seconds since 1970; `mode` holds type and permission bits.
public record Stat(long device, long inode, int mode, Owner owner, int links, long size, long modified, long changed) {
    private static final int TYPE = 0170000;

    /// IDs as unsigned numbers in an int.
    public record Owner(int uid, int gid) {}

    public boolean isFile() {
        return (mode & TYPE) == 0100000;
    }

    public boolean isFolder() {
        return (mode & TYPE) == 0040000;
    }

    public boolean isLink() {
        return (mode & TYPE) == 0120000;
    }

    public int permissions() {
        return mode & 07777;
    }

    /// Are these two views of one file, with no change of its kind, rights or links in between?
    boolean sameAs(Stat other) {
        return device == other.device && inode == other.inode && mode == other.mode && links == other.links;
    }
}
