// What: the tables and the few lines that apply them.
// Source: derived, see tidy.h.
#include "tests/tidy/tidy.h"

#include <cstddef>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

namespace vmwire::tidy {
namespace {

constexpr std::size_t kColumnsMax = 100;

struct Layer {
  const char* files;        // whose includes are meant; the first row that fits a file is its row
  const char* may_include;  // of our own headers; $1 is the first group of `files`
};

// A family's nouns, seen from outside.
#define NOUNS \
  "model/core/[^/]+|model/[a-z]+/(world|size|fields|personality|swap_slot|object|area)\\.h"
#define EVERYTHING ".*"

const Layer kLayers[] = {
    {"model/core/machine/.*", "model/core/.*"},
    {"model/core/.*", "model/core/[^/]+"},
    {"model/([a-z]+)/rules\\.h", "model/core/[^/]+|model/$1/personality\\.h"},
    {"model/([a-z]+)/world\\.h", "model/core/[^/]+|model/$1/(?!model|rules)[^/]+"},
    {"model/([a-z]+)/machine/.*", "model/core/.*|model/$1/(machine/.*|[^/]+)"},
    {"model/(freebsd|gnumach)/.*", "model/(core|mach|$1)/.*"},
    {"model/([a-z]+)/.*", "model/(core|$1)/.*"},
    {"invariants/.*", NOUNS "|invariants/.*"},  // not rules.h: a law must not excuse its bug
    {"explorer/.*", "explorer/.*"},
    {"traces/.*",
     NOUNS "|model/[a-z]+/(rules|op/op)\\.h|explorer/(path|verdict)\\.h|traces/.*"},
    {"verify/.*", NOUNS "|model/[a-z]+/(model|rules)\\.h|invariants/.*|verify/.*"},
    {"(abi|bench|cli|conform|tests|web)/.*", EVERYTHING},
};

struct Library {
  const char* headers;
  const char* files;  // which may include them
};

const Library kLibraries[] = {
    {"boost/.*", "model/(.*/)?machine/.*\\.cc|model/core/machine/msm\\.h|tests/.*"},
    {"nlohmann/json_fwd\\.hpp", "(traces|cli|web|tests)/.*"},
    {"nlohmann/.*", "traces/reader\\.h|(traces|cli|web)/.*\\.cc|tests/.*"},
    {"CLI/.*", "(cli|tests)/.*"},
    {"benchmark/.*", "(bench|tests)/.*"},
    {"(gtest|gmock|rapidcheck)[./].*", "(.*/)?(tests|conform)/.*"},
};

// The machines' headers are plain C++; msm.h costs seconds and is for their .cc files.
constexpr char kMsm[] = "model/core/machine/msm.h";

bool fits(const std::string& text, const std::string& pattern) {
  return std::regex_match(text, std::regex(pattern));
}

bool ends_with(const std::string& text, const std::string& end) { return text.ends_with(end); }

bool is_header(const std::string& path) { return ends_with(path, ".h"); }
bool is_source(const std::string& path) { return is_header(path) || ends_with(path, ".cc"); }

using Visit = std::function<void(const std::string& line, const std::string& where)>;

void each_line(const std::string& path, const std::string& text, const Visit& visit) {
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    visit(line, path + ":" + std::to_string(number) + ": ");
  }
}

void each_source_line(const Tree& tree, const std::string& folder, const Visit& visit) {
  for (const auto& [path, text] : tree) {
    if (is_source(path) && path.starts_with(folder)) each_line(path, text, visit);
  }
}

std::size_t columns(const std::string& line) {
  std::size_t count = 0;
  for (unsigned char byte : line) count += (byte & 0xC0) != 0x80;  // UTF-8 continuation bytes
  return count;
}

// What `#include "x"` or `#include <x>` names, its opening mark in front; empty for other lines.
std::string included(const std::string& line) {
  static const std::regex include(R"re(\s*#\s*include\s*(["<][^">]+)[">].*)re");
  std::smatch found;
  return std::regex_match(line, found, include) ? found[1].str() : "";
}

bool may_include(const std::string& path, const std::string& header, std::string* row) {
  for (const Layer& layer : kLayers) {
    std::smatch found;
    if (!std::regex_match(path, found, std::regex(layer.files))) continue;
    *row = layer.files;
    std::string allowed = layer.may_include;
    for (std::size_t at; (at = allowed.find("$1")) != std::string::npos;) {
      allowed.replace(at, 2, found[1].str());
    }
    if (header == kMsm && !fits(path, "model/(.*/)?machine/.*\\.cc|tests/.*")) return false;
    return fits(header, allowed);
  }
  *row = "no row: a new folder needs one in tests/tidy/tidy.cc";
  return false;
}

}  // namespace

Complaints shape(const Tree& tree) {
  Complaints complaints;
  each_source_line(tree, "", [&](const std::string& line, const std::string& where) {
    if (columns(line) > kColumnsMax) {
      complaints.push_back(where + std::to_string(columns(line)) + " columns, at most 100");
    }
  });
  for (const auto& [path, text] : tree) {
    if (!is_source(path)) continue;
    if (!text.starts_with("//")) complaints.push_back(path + ": no comment at the top");
    if (is_header(path) && text.find("\n#pragma once\n") == std::string::npos) {
      complaints.push_back(path + ": no #pragma once");
    }
  }
  return complaints;
}

Complaints layering(const Tree& tree) {
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (!is_source(path)) continue;
    each_line(path, text, [&, &path = path](const std::string& line, const std::string& where) {
      const std::string marked = included(line);
      if (marked.empty()) return;
      const std::string header = marked.substr(1);
      std::string row;
      if (marked[0] == '"') {
        if (!may_include(path, header, &row)) {
          complaints.push_back(where + "must not include " + header + " (" + row + ")");
        }
        return;
      }
      for (const Library& library : kLibraries) {
        if (!fits(header, library.headers)) continue;
        if (!fits(path, library.files)) {
          complaints.push_back(where + "<" + header + "> is for " + library.files);
        }
        return;
      }
    });
  }
  return complaints;
}

Complaints explorer_vocabulary(const Tree& tree) {
  // As a word of its own or as part of an identifier, in any number; not inside `vmwire`.
  static const std::regex word(
      "(^|[^A-Za-z])([Uu]n)?([Pp]age|[Ww]ire|[Kk]ernel|PAGE|WIRE|KERNEL)([sdSD]|([^a-z]|$))|"
      "[a-z](Page|Wire|Kernel)s?([^a-z]|$)");
  Complaints complaints;
  each_source_line(tree, "explorer/", [&](const std::string& line, const std::string& where) {
    std::smatch found;
    if (std::regex_search(line, found, word)) {
      complaints.push_back(where + "the explorer must not know \"" + found[0].str() + "\"");
    }
  });
  return complaints;
}

Complaints dead_files(const Tree& tree) {
  std::set<std::string> headers;
  each_source_line(tree, "", [&](const std::string& line, const std::string&) {
    const std::string marked = included(line);
    if (!marked.empty()) headers.insert(marked.substr(1));
  });
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (!is_source(path)) continue;
    if (is_header(path) && !headers.contains(path)) {
      complaints.push_back(path + ": nothing includes it");
    }
    // The nearest BUILD file upwards names it, or its stem in a list of tests.
    std::string package = path;
    do {
      const std::size_t slash = package.rfind('/');
      package = slash == std::string::npos ? "" : package.substr(0, slash);
    } while (!package.empty() && !tree.contains(package + "/BUILD"));
    const auto build = tree.find(package.empty() ? "BUILD" : package + "/BUILD");
    const std::string name = path.substr(package.empty() ? 0 : package.size() + 1);
    const std::string stem = name.substr(0, name.rfind('.'));
    if (build == tree.end() || (build->second.find('"' + name + '"') == std::string::npos &&
                                build->second.find('"' + stem + '"') == std::string::npos)) {
      complaints.push_back(path + ": no BUILD file names it");
    }
  }
  return complaints;
}

Complaints golden_traces(const Tree& tree) {
  const std::string folder = "traces/golden/";
  const auto readme = tree.find("traces/README.md");
  const std::string list = readme == tree.end() ? "" : readme->second;
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (!path.starts_with(folder) || !ends_with(path, ".json")) continue;
    if (list.find(path.substr(folder.size())) == std::string::npos) {
      complaints.push_back(path + ": traces/README.md does not list it");
    }
  }
  static const std::regex mention("golden/([A-Za-z0-9_.-]+\\.json)");
  for (std::sregex_iterator at(list.begin(), list.end(), mention), end; at != end; ++at) {
    if (!tree.contains(folder + (*at)[1].str())) {
      complaints.push_back("traces/README.md: lists " + (*at)[0].str() + ", which is not there");
    }
  }
  return complaints;
}

Complaints machine_paths(const Tree& tree) {
  static const std::regex machine("(^|[^A-Za-z0-9_.)])/(work|farm|root|home)/");
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    each_line(path, text, [&](const std::string& line, const std::string& where) {
      if (line.size() > 4000) return;  // data; and std::regex recurses
      if (std::regex_search(line, machine)) complaints.push_back(where + "a path of one machine");
    });
  }
  return complaints;
}

}  // namespace vmwire::tidy
