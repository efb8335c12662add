package org.postrider.agent.local;

/// What named a recipient last. Decides whether commands and files are allowed, and where extensions go.
enum Via { ENVELOPE, ALIAS, FORWARD, INCLUDE }
