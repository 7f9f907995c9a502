// What: long listings on a terminal, through the user's pager.
// Source: as git does it: PAGER, else less; LESS=FRX where the user has set no LESS.
#pragma once

#include <string>

namespace vmwire::cli {

/// Prints; where that is a terminal with fewer rows than the text has, by way of the pager.
void print_paged(const std::string& text);
/// The same of lines that are broken where they are too long for the terminal, if there is one.
void print_listing(const std::string& text);

/// `text` with its long lines broken at blanks, indented as they are and a little more.
std::string fitted(const std::string& text, std::size_t width);

}  // namespace vmwire::cli
