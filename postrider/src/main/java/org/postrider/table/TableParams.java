package org.postrider.table;

import java.util.List;
import org.postrider.config.Bounds;
import org.postrider.config.Param;

/// Parameters of lookup tables.
public final class TableParams {
    public static final Param<String> DEFAULT_DATABASE_TYPE = Param.required("default_database_type", "hash",
        "2.11", """
        The type of table that postmap, postalias and newaliases make when none is given, and that the defaults of
        alias_maps and alias_database use.""");
    public static final Param<String> ALIAS_DATABASE = Param.text("alias_database",
        "$default_database_type:/etc/aliases", "", """
        The alias tables that newaliases and `sendmail -bi` build: those of $alias_maps that are ours and on this
        machine.""");
    public static final Param<String> PARENT_DOMAIN_MATCHES_SUBDOMAINS = Param.text("parent_domain_matches_subdomains",
        "debug_peer_list,fast_flush_domains,mynetworks,permit_mx_backup_networks,qmqpd_authorized_clients,"
            + "relay_domains,smtpd_access_maps", "1.1", """
        The parameters whose entry `example.com` also matches names below it. In lists that are not named here that
        takes an entry `.example.com`.""");
    public static final Param<Boolean> SMTPUTF8_ENABLE = Param.yesNo("smtputf8_enable",
        "${{$compatibility_level} <level {1} ? {no} : {yes}}", "3.0", """
        Internationalized mail (RFC 6531). Tables then expect UTF-8 and fold keys beyond ASCII.""");
    public static final Param<Integer> SOCKETMAP_MAX_REPLY_SIZE = Param.number("socketmap_max_reply_size", "100000",
        Bounds.atLeast(1), "3.10", """
        The longest answer of a socketmap server, in bytes, without what frames it.""");
    public static final Param<Long> LMDB_MAP_SIZE = Param.size("lmdb_map_size", "16777216",
        Bounds.atLeast(8192), "2.11", """
        The size that an LMDB file may have at first.""").notHonoured("files may always grow to 64 gigabytes");
    public static final Param<Integer> DB_CREATE_BUFFER = Param.number("berkeley_db_create_buffer_size", "16777216",
        Bounds.atLeast(1), "2.0", """
        Buffer for making hash and btree tables.""").notHonoured("tables are made in memory as a whole");
    public static final Param<Integer> DB_READ_BUFFER = Param.number("berkeley_db_read_buffer_size", "131072",
        Bounds.atLeast(1), "2.0", """
        Buffer for reading hash and btree tables.""").notHonoured("tables are read into memory as a whole");

    public static final List<Param<?>> ALL = List.of(DEFAULT_DATABASE_TYPE, ALIAS_DATABASE,
        PARENT_DOMAIN_MATCHES_SUBDOMAINS, SMTPUTF8_ENABLE, SOCKETMAP_MAX_REPLY_SIZE, DB_CREATE_BUFFER, DB_READ_BUFFER,
        LMDB_MAP_SIZE);

    private TableParams() {}
}
