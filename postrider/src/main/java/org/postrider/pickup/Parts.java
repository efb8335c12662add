package org.postrider.pickup;

import org.postrider.cleanup.Intake;
import org.postrider.cleanup.Parts.Returns;
import org.postrider.log.Log;
import org.postrider.os.Users;
import org.postrider.table.Tables;
import org.postrider.time.Time;

/// What [Pickup] works with.
///
/// @param returns gets mail without recipients
public record Parts(Intake intake, Returns returns, Users users, Tables tables, Time time, Log log) {}
