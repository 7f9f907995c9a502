// What: what is known of the terminal: whether there is one, how wide it is, what it understands.
// Source: as git does it: COLUMNS first, then the terminal itself, then 80.
#pragma once

#include <cstddef>

namespace vmwire::cli {

/// Columns for tables and reports. Wider than 118 is no easier to read.
std::size_t output_width();
/// Whether anybody said so: else lines for other programs may stay whole.
bool output_width_is_known();
/// Columns for the line of progress on stderr.
std::size_t progress_width();
/// Rows of the terminal that standard output is; 0: it is none, or one without a way to page.
std::size_t output_rows();
/// Whether stderr is a terminal.
bool progress_is_seen();
/// Whether the terminal obeys escape sequences: not where TERM is dumb, or nothing.
bool escapes_work();

}  // namespace vmwire::cli
