package org.postrider.message;

/// What can be wrong with a message's structure, the gravest first, with Postfix's words.
public enum MimeTrouble {
    NESTING("MIME nesting exceeds safety limit"),
    EIGHT_BIT_HEADER("improper use of 8-bit data in message header"),
    EIGHT_BIT_BODY("improper use of 8-bit data in message body"),
    ENCODING("invalid message/* or multipart/* encoding domain"),
    NON_EMPTY_END("primary header was terminated with non-empty line");

    private final String text;

    MimeTrouble(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
