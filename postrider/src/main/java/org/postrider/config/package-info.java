/// Configuration: the grammar of main.cf and master.cf, expansion of `$name`, typed parameters and immutable settings.
///
/// A [Param] says name, default, type, bounds and manual text once. [Settings] is a snapshot for one master.cf row;
/// a reload makes new ones. Pure functions over text, except for the readers of the two files.
package org.postrider.config;
