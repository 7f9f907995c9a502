// What: what is wrong with a command line, in words of our own: one line that says what to do.
// CLI11 finds most of it, and has English of its own for it.
// For who parses: CLI11 takes seconds to compile.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}

namespace vmwire::cli {

/// Before CLI11 sees it, which reads more into a line than was meant: a misspelt command, an option
/// with `=` and nothing after it, a flag with a value. "" where there is nothing to complain of.
std::string complaint_before(const CLI::App& app, int argc, char** argv);

/// The same of the words of one command: options with values that they cannot have.
std::string complaint_before(const CLI::App& command, const std::vector<std::string>& words);

/// After it was parsed: an option or argument that was given, and is empty.
std::string empty_value(const CLI::App& command);

/// What CLI11 refused, told of the command that was chosen.
std::string complaint_of(CLI::App& app, const CLI::ParseError& error, int argc, char** argv);

/// As that, where there are no commands. Needs: it is no unknown option or argument.
std::string refused_value(const CLI::ParseError& error);

}  // namespace vmwire::cli
