// What: from what a kernel printed, or from a function's name, to what is known of it.
// The tables are the families' (families/message.h); the steps' functions are in their marks.
// Read next: list_messages.h, which prints them; unknown.cc, which takes them for laws.
#pragma once

#include <string>
#include <vector>

#include "families/family.h"

namespace vmwire::cli {

/// How little of a message's text is enough.
enum class Enough {
  words,  ///< two words at least: one alone is more likely a misspelt name of something else
  word    ///< one whole word will do: "vmmapbsy"
};

/// Those that fit: `words` is a line as it was printed, with the message in it; or a part of a
/// message; or the name of a function. In the order of the table.
std::vector<const families::Message*> find_messages(const families::Family& family,
                                                    const std::string& words,
                                                    Enough enough = Enough::words);

/// The rows of the family's steps that are taken in this function.
std::vector<const family::MarkTable::Row*> steps_in(const families::Family& family,
                                                    const std::string& function);

/// All functions that messages or steps name, each once.
std::vector<std::string> functions_of(const families::Family& family);

/// What it means and what shows it, in one line.
std::string meaning_of(const families::Message& message);

}  // namespace vmwire::cli
