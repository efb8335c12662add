package org.postrider.command;

import java.util.List;
import org.postrider.config.Param;

/// Parameters of the sendmail command.
public final class SendmailParams {
    public static final Param<String> VERP_DELIMITERS = Param.required("default_verp_delimiters", "+=", "1.1", """
        The two characters of variable envelope return paths, in `owner+user=domain@origin`.""");
    public static final Param<String> VERP_FILTER = Param.required("verp_delimiter_filter", "-=+", "1.1", """
        The characters that may be asked for instead.""");

    public static final List<Param<?>> ALL = List.of(VERP_DELIMITERS, VERP_FILTER);

    private SendmailParams() {}
}
