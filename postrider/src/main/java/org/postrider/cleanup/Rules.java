package org.postrider.cleanup;

import static org.postrider.cleanup.CleanupParams.ALWAYS_ADD_HEADERS;
import static org.postrider.cleanup.CleanupParams.DETECT_8BIT;
import static org.postrider.cleanup.CleanupParams.DISABLE_MIME_INPUT;
import static org.postrider.cleanup.CleanupParams.DROP_HEADERS;
import static org.postrider.cleanup.CleanupParams.FROM_FORMAT;
import static org.postrider.cleanup.CleanupParams.FULL_NAME_CHARSET;
import static org.postrider.cleanup.CleanupParams.HEADER_SIZE_LIMIT;
import static org.postrider.cleanup.CleanupParams.HEADER_TOKEN_LIMIT;
import static org.postrider.cleanup.CleanupParams.HOPCOUNT_LIMIT;
import static org.postrider.cleanup.CleanupParams.MIME_BOUNDARY_LIMIT;
import static org.postrider.cleanup.CleanupParams.MIME_NESTING_LIMIT;
import static org.postrider.cleanup.CleanupParams.NON_EMPTY_END;
import static org.postrider.cleanup.CleanupParams.REPLACE_STRAY_CR_LF;
import static org.postrider.cleanup.CleanupParams.STRICT_7BIT_HEADERS;
import static org.postrider.cleanup.CleanupParams.STRICT_8BITMIME;
import static org.postrider.cleanup.CleanupParams.STRICT_8BIT_BODY;
import static org.postrider.cleanup.CleanupParams.STRICT_ENCODING;
import static org.postrider.cleanup.CleanupParams.UNDISCLOSED_RECIPIENTS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.postrider.config.ConfigException;
import org.postrider.config.Param;
import org.postrider.config.Settings;
import org.postrider.config.SiteParams;
import org.postrider.message.HeaderName;
import org.postrider.message.MimeTrouble;
import org.postrider.message.MimeWalk;
import org.postrider.text.Latin1;

/// What the parameters say about headers and content, read once.
///
/// @param mime       whether to look into MIME parts
/// @param report     structural trouble that matters in checked mail
/// @param dropped    headers that are removed
/// @param droppedOther names, in lower case, of headers that are removed and not otherwise known
/// @param addMissing also to mail whose headers are not rewritten
/// @param remoteRewrite whether headers of strangers' mail are rewritten
/// @param attributes how many a message may have
record Rules(String hostname, int hops, MimeWalk.Limits limits, int tokens, boolean mime, Set<MimeTrouble> report,
             Set<HeaderName> dropped, Set<String> droppedOther, boolean addMissing, boolean detect8bit,
             boolean replaceCr, EndOfHeader endOfHeader, String undisclosed, boolean obsoleteFrom, String charset,
             boolean longIds, boolean remoteRewrite, long sizeLimit, int attributes, Checks checks) {
    /// `non_empty_end_of_header_action`.
    enum EndOfHeader { FIX_QUIETLY, ADD_HEADER, REJECT }

    static Rules of(Settings settings, Param<String> remoteDomain, Checks checks) {
        var limits = new MimeWalk.Limits(settings.get(HEADER_SIZE_LIMIT), settings.get(MIME_NESTING_LIMIT),
            settings.get(MIME_BOUNDARY_LIMIT));
        var end = endOfHeader(settings);
        var names = Arrays.stream(settings.get(DROP_HEADERS).split("[,\\s]+")).filter(name -> !name.isEmpty()).toList();
        var known = names.stream().map(HeaderName::of).filter(name -> name != HeaderName.OTHER).toList();
        var other = names.stream().filter(name -> HeaderName.of(name) == HeaderName.OTHER).map(Latin1::lower)
            .collect(Collectors.toUnmodifiableSet());
        return new Rules(settings.get(SiteParams.MYHOSTNAME), settings.get(HOPCOUNT_LIMIT), limits,
            settings.get(HEADER_TOKEN_LIMIT), !settings.get(DISABLE_MIME_INPUT), report(settings, end, checks),
            known.isEmpty() ? Set.of() : EnumSet.copyOf(known), other, settings.get(ALWAYS_ADD_HEADERS),
            settings.get(DETECT_8BIT), settings.get(REPLACE_STRAY_CR_LF), end, settings.get(UNDISCLOSED_RECIPIENTS),
            isObsolete(settings), settings.get(FULL_NAME_CHARSET), settings.get(SiteParams.LONG_QUEUE_IDS),
            !settings.get(remoteDomain).isEmpty(), settings.get(SiteParams.MESSAGE_SIZE_LIMIT),
            settings.get(CleanupParams.ATTRIBUTE_LIMIT), checks);
    }

    private static Set<MimeTrouble> report(Settings settings, EndOfHeader end, Checks checks) {
        var report = EnumSet.noneOf(MimeTrouble.class);
        if (settings.get(DISABLE_MIME_INPUT)) return report;
        boolean all = settings.get(STRICT_8BITMIME);
        if (all || settings.get(STRICT_7BIT_HEADERS)) report.add(MimeTrouble.EIGHT_BIT_HEADER);
        if (all || settings.get(STRICT_8BIT_BODY)) report.add(MimeTrouble.EIGHT_BIT_BODY);
        if (settings.get(STRICT_ENCODING)) report.add(MimeTrouble.ENCODING);
        boolean looks = !checks.header().isEmpty() || !checks.mime().isEmpty() || !checks.nested().isEmpty();
        if (looks || !report.isEmpty()) report.add(MimeTrouble.NESTING);
        if (end != EndOfHeader.FIX_QUIETLY) report.add(MimeTrouble.NON_EMPTY_END);
        return report;
    }

    private static EndOfHeader endOfHeader(Settings settings) {
        String text = settings.get(NON_EMPTY_END);
        return switch (text) {
            case "fix_quietly" -> EndOfHeader.FIX_QUIETLY;
            case "add_header" -> EndOfHeader.ADD_HEADER;
            case "reject" -> EndOfHeader.REJECT;
            default -> throw new ConfigException("bad " + NON_EMPTY_END + " value: '" + text + "'");
        };
    }

    private static boolean isObsolete(Settings settings) {
        String text = settings.get(FROM_FORMAT);
        return switch (text) {
            case "standard" -> false;
            case "obsolete" -> true;
            default -> throw new ConfigException("invalid setting: \"" + FROM_FORMAT + " = " + text + "\"");
        };
    }
}
