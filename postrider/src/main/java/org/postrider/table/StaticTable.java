package org.postrider.table;


/// `static:value`, the same answer for every key.
record StaticTable(String value) implements Table {
    static Table open(Opening opening) {
        String value = opening.name();
        if (opening.hasInlineText()) {
            Braces.fault(value).ifPresent(fault -> {
                throw new TableException("bad static:name syntax: " + fault);
            });
            value = Braces.inside(value).strip();
        }
        return new StaticTable(FileValues.of(opening, value));
    }

    @Override public Answer lookup(String key) {
        return new Answer.Found(value);
    }
}
