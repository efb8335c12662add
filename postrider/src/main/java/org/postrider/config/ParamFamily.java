package org.postrider.config;

/// Parameters that exist once per transport, `<transport>_destination_concurrency_limit`, and fall back on a common
/// one, `default_destination_concurrency_limit`.
///
/// @param suffix with leading underscore
/// @param common the parameter that holds where the transport has none of its own
/// @param <T>    the value's type
public record ParamFamily<T>(String suffix, Param<T> common) {
    /// The member for this master.cf service name.
    public Param<T> of(String transport) {
        return common.named(transport + suffix, "$" + common.name());
    }
}
