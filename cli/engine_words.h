// What: how a search goes about it, as words: the values of --reduce, --search and --store.
// Parsing, help, `list engine` and the reports all read these tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explorer/options.h"

namespace vmwire::cli {

template <class Value>
struct Word {
  const char* name;
  Value value;
  const char* what;  ///< one phrase
};

const std::vector<Word<explorer::Reduce>>& reductions();
const std::vector<Word<explorer::Order>>& orders();
const std::vector<Word<explorer::Keep>>& stores();

const char* name_of(explorer::Reduce reduce);
const char* name_of(explorer::Order order);
const char* name_of(explorer::Keep keep);

/// The tables with values of any kind, for `list` and for help.
struct EngineOption {
  const char* name;  ///< "--reduce"
  const char* what;
  std::vector<Word<unsigned>> words;
};
const std::vector<EngineOption>& engine_options();
/// All of them as lines, indented.
std::string engine_help();

}  // namespace vmwire::cli
