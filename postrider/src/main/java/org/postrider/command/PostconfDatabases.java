package org.postrider.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postrider.command.PostconfSite.Scope;
import org.postrider.config.ConfigException;
import org.postrider.config.MainCf;
import org.postrider.config.Words;
import org.postrider.text.Latin1;

/// Finds tables of database types in values. Their settings are in a file of their own, `ldap:/file`, or in main.cf
/// under names that begin with the table's: `ldap:table` reads `table_search_base`.
final class PostconfDatabases {
    /// How much of what follows the first word of a comment a warning shows.
    private static final int SHOWN = 20;
    private static final String SQL = " additional_conditions domain expansion_limit query result_format"
        + " select_field table where_field ";

    private final PostconfSite site;
    private final Optional<Scope> scope;
    private final PostconfScan scan;

    PostconfDatabases(PostconfSite site, Optional<Scope> scope, PostconfScan scan) {
        this.site = site;
        this.scope = scope;
        this.scan = scan;
    }

    /// The settings that a client of this type of database has; empty for other types of tables.
    private static Set<String> settings(String type) {
        return Set.copyOf(Words.list(switch (type) {
            case "ldap" -> "bind bind_dn bind_pw cache cache_expiry cache_size chase_referrals debuglevel dereference"
                + " domain expansion_limit leaf_result_attribute query_filter recursion_limit result_attribute"
                + " result_filter result_format sasl_authz_id sasl_mechs sasl_minssf sasl_realm scope search_base"
                + " server_host server_port size_limit special_result_attribute start_tls terminal_result_attribute"
                + " timeout tls_ca_cert_dir tls_ca_cert_file tls_cert tls_cipher_suite tls_key tls_random_file"
                + " tls_require_cert version";
            case "mysql" -> SQL + "charset dbname hosts idle_interval option_file option_group password"
                + " require_result_set retry_interval tls_CAfile tls_CApath tls_cert_file tls_ciphers tls_key_file"
                + " tls_verify_cert user";
            case "pgsql" -> SQL + "dbname encoding hosts idle_interval password retry_interval select_function user";
            case "sqlite" -> SQL + "dbpath";
            case "memcache" -> "backup data_size_limit domain flags key_digest key_format line_size_limit max_try"
                + " memcache retry_pause timeout ttl";
            case "mongodb" -> "collection dbname domain expansion_limit projection query_filter result_attribute"
                + " result_format uri";
            default -> "";
        }));
    }

    /// Looks through the words of a value.
    void look(String value) {
        words(site.expand(value, scope), true);
    }

    /// @param nested whether what is in braces is looked through as well
    private void words(String value, boolean nested) {
        int at = 0;
        for (String word : Words.braced(value, Words.LIST)) {
            at = value.indexOf(word, at) + word.length();
            if (word.startsWith("#")) {
                site.messages().warning(file() + ": #comment after other text is not allowed: " + word + " "
                    + value.substring(Math.min(at + 1, value.length()), Math.min(at + 1 + SHOWN, value.length()))
                    + "...");
                return;
            }
            if (!word.startsWith("{")) table(word, nested);
            else if (nested) words(unbraced(word), true);
        }
    }

    private void table(String word, boolean nested) {
        int colon = word.indexOf(':');
        if (colon < 0) return;
        String type = word.substring(0, colon), name = word.substring(colon + 1);
        if (type.equals("proxy") || type.equals("debug")) {
            table(name, nested);
        } else if (name.startsWith("{")) {
            boolean patterns = type.equals("regexp") || type.equals("pcre");
            words(unbraced(name), nested && !patterns);
        } else if (name.startsWith("/")) {
            client(type, name);
        } else if (!name.startsWith("."))
            for (String suffix : settings(type)) scan.mention(name + "_" + suffix, scope, false);
    }

    /// Complains of settings that a database client's file has and no such client reads.
    private void client(String type, String path) {
        var known = settings(type);
        if (known.isEmpty() || !scan.isNew(type + ":" + path)) return;
        Path file = Path.of(Latin1.toUnicode(path));
        String table = "open \"" + type + "\" configuration \"" + path + "\": ";
        if (!Files.exists(file)) site.messages().warning(table + "No such file or directory");
        else if (!Files.isRegularFile(file)) site.messages().warning(table + "not a regular file");
        // One that may not be read has passwords in it, and the daemons will read it.
        else if (Files.isReadable(file)) settings(type + ":" + path, MainCf.read(path, Map.of()), known);
    }

    private void settings(String table, MainCf file, Set<String> known) {
        file.warnings().forEach(site.messages()::warning);
        file.values().forEach((name, value) -> {
            if (!known.contains(name)) scan.unused(table + ": unused parameter: " + name + "=" + value);
        });
    }

    private String unbraced(String word) {
        var braced = Words.Braced.of(word);
        if (!braced.problem().isEmpty())
            site.messages().warning(site.directory() + (scope.isPresent()
                ? "/master.cf:" + scope.get().entry().key() : "/main.cf") + ": " + braced.problem());
        return braced.text();
    }

    private String file() {
        return site.directory() + (scope.isPresent() ? "/master.cf" : "/main.cf");
    }
}
