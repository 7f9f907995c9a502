// What: the tables and the few lines that apply them.
#include "tests/tidy/tidy.h"

#include <algorithm>
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

#define FAMILY "(netbsd|toykernel|freebsd|gnumach)"
#define CORE "model/core/[^/]+"  // without the machines
#define SHARED "model/(core|family)/.*"
#define AREA "model/family/area\\.h"

// What a family's laws, and the family's other nouns, see of it.
#define NOUNS "((world|size|fields|area|ops|ids)\\.h|nouns/.*)"

// What serves every family alike.
#define GENERIC SHARED "|(explorer|traces)/.*|(invariants|families)/[^/]+"

const Layer kLayers[] = {
    {"model/core/machine/.*", "model/core/.*"},
    {"model/core/.*", CORE},
    {"model/family/.*", SHARED},
    {"model/mach/.*", SHARED "|model/mach/.*"},  // objects and shadow chains
    {"model/" FAMILY "/rules\\.h", SHARED "|model/$1/personality\\.h"},
    {"model/(freebsd|gnumach)/" NOUNS, SHARED "|model/mach/.*|model/$1/" NOUNS},
    {"model/" FAMILY "/" NOUNS, SHARED "|model/$1/" NOUNS},
    {"model/(freebsd|gnumach)/.*", SHARED "|model/(mach|$1)/.*"},
    {"model/" FAMILY "/.*", SHARED "|model/$1/.*"},

    // Neither rules nor operations: a law must not excuse its bug.
    {"invariants/" FAMILY "/.*",
     CORE "|" AREA "|invariants/[^/]+|invariants/$1/.*|model/$1/" NOUNS},
    {"invariants/[^/]+", CORE "|" AREA "|invariants/[^/]+"},

    {"explorer/.*", "explorer/.*"},
    {"traces/.*",
     CORE "|model/family/[^/]+\\.h|explorer/(path|verdict)\\.h|traces/.*"},

    // families.cc is the one list of them all.
    {"families/families\\.cc", GENERIC "|families/" FAMILY "/family\\.h"},
    {"families/[^/]+", GENERIC},
    {"families/(freebsd|gnumach)/.*", GENERIC "|model/mach/.*|(model|invariants|families)/$1/.*"},
    {"families/" FAMILY "/.*", GENERIC "|(model|invariants|families)/$1/.*"},

    {"verify/" FAMILY "/.*",
     CORE "|" AREA "|(invariants|verify)/[^/]+|(invariants|verify)/$1/.*|model/$1/" NOUNS
     "|model/$1/(model|rules|personality)\\.h"},
    {"verify/[^/]+", CORE "|" AREA "|(invariants|verify)/[^/]+"},

    {"(abi|bench|cli|conform|web)/.*", "(?!(model|invariants|families)/" FAMILY "/).*"},
    {"tests/.*", ".*"},
};

struct Library {
  const char* headers;
  const char* files;  // which may include them
};

const Library kLibraries[] = {
    {"boost/(describe|mp11)/.*", "model/.*|tests/.*"},
    {"boost/.*", "model/(.*/)?machine/.*\\.cc|model/core/machine/msm\\.h|tests/.*"},
    {"nlohmann/json_fwd\\.hpp", "(traces|families|cli|web|tests)/.*"},
    {"nlohmann/.*", "traces/reader\\.h|(traces|families|cli|web)/.*\\.cc|tests/.*"},
    {"CLI/.*", "(cli|tests)/.*"},
    {"benchmark/.*", "(bench|tests)/.*"},
    {"(gtest|gmock|rapidcheck)[./].*", "(.*/)?(tests|conform)/.*|third_party/system/prelude\\.cc"},
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

// Whether one of the patterns quoted in `list` fits; a * stays inside one folder.
bool any_fits(const std::string& list, const std::string& name) {
  static const std::regex quoted("\"([^\"]*)\"");
  for (std::sregex_iterator at(list.begin(), list.end(), quoted), end; at != end; ++at) {
    std::string pattern;
    for (char c : (*at)[1].str()) {
      pattern += c == '*' ? std::string("[^/]*") : c == '.' ? "\\." : std::string(1, c);
    }
    if (fits(name, pattern)) return true;
  }
  return false;
}

// Whether a BUILD file globs `name`, or names it outside of globs, or its stem in a list of tests.
bool builds(const std::string& build, const std::string& name) {
  static const std::regex glob("glob\\(([^()]*)\\)");
  for (std::sregex_iterator at(build.begin(), build.end(), glob), end; at != end; ++at) {
    const std::string list = (*at)[1];
    const std::size_t exclude = std::min(list.find("exclude"), list.size());
    if (!any_fits(list.substr(0, exclude), name)) continue;
    if (!any_fits(list.substr(exclude), name)) return true;
  }
  const std::string rest = std::regex_replace(build, glob, "");
  const std::string stem = name.substr(0, name.rfind('.'));
  return rest.find('"' + name + '"') != std::string::npos ||
         rest.find('"' + stem + '"') != std::string::npos;
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

Complaints sources_named(const Tree& tree) {
  static const std::regex opening("(//[^\n]*\n)*?// Source: *[^ \n]");
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (!is_source(path) || !fits(path, "(model|invariants)/.*")) continue;
    if (!std::regex_search(text, opening, std::regex_constants::match_continuous)) {
      complaints.push_back(path + ": no \"// Source:\" in the comment at the top");
    }
  }
  return complaints;
}

Complaints families_are_hidden(const Tree& tree) {
  static const std::regex family("(^|[^A-Za-z])" FAMILY "([^A-Za-z]|$)");
  static const std::regex literal("\"(\\\\.|[^\"\\\\])*\"");
  Complaints complaints;
  for (const char* folder : {"abi/", "bench/", "cli/", "explorer/", "traces/"}) {
    each_source_line(tree, folder, [&](const std::string& line, const std::string& where) {
      // A help text shows a command as it is typed, with a kernel's name.
      const bool example = line.find("vmwire ") != std::string::npos;
      const std::string words = example ? std::regex_replace(line, literal, "\"\"") : line;
      std::smatch found;
      if (std::regex_search(words, found, family)) {
        complaints.push_back(where + "must not know the family " + found[2].str());
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

Complaints one_answer(const Tree& tree) {
  static const std::regex answer("\".* is named '.*\"");
  Complaints complaints;
  each_source_line(tree, "", [&](const std::string& line, const std::string& where) {
    if (where.starts_with("tests/") || where.starts_with("model/family/suggest.")) return;
    if (line.find("//") == std::string::npos && std::regex_search(line, answer)) {
      complaints.push_back(where + "family::unknown() says this, with the nearest names");
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
    // The nearest BUILD file upwards is to name it.
    std::string package = path;
    do {
      const std::size_t slash = package.rfind('/');
      package = slash == std::string::npos ? "" : package.substr(0, slash);
    } while (!package.empty() && !tree.contains(package + "/BUILD"));
    const auto build = tree.find(package.empty() ? "BUILD" : package + "/BUILD");
    const std::string name = path.substr(package.empty() ? 0 : package.size() + 1);
    if (build == tree.end() || !builds(build->second, name)) {
      complaints.push_back(path + ": no BUILD file names it");
    }
  }
  return complaints;
}

Complaints golden_traces(const Tree& tree) {
  static const std::regex mention("golden/([A-Za-z0-9_.-]+\\.json)");
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (!ends_with(path, ".md")) continue;
    for (std::sregex_iterator at(text.begin(), text.end(), mention), end; at != end; ++at) {
      if (!tree.contains("traces/golden/" + (*at)[1].str())) {
        complaints.push_back(path + ": names " + (*at)[0].str() + ", which is not there");
      }
    }
  }
  return complaints;
}

Complaints quoted_files(const Tree& tree) {
  static const std::regex fence("```[a-z]+ ([^ ]+/[^ ]+)");
  Complaints complaints;
  for (const auto& [path, text] : tree) {
    if (!ends_with(path, ".md")) continue;
    std::string name, block;
    each_line(path, text, [&](const std::string& line, const std::string& where) {
      std::smatch found;
      if (name.empty()) {
        if (std::regex_match(line, found, fence)) name = found[1];
        return;
      }
      if (line != "```") {
        block += line + "\n";
        return;
      }
      const auto file = tree.find(name);
      if (file == tree.end() || file->second != block) {
        complaints.push_back(where + "the block above is not " + name);
      }
      name.clear();
      block.clear();
    });
    if (!name.empty()) complaints.push_back(path + ": the block of " + name + " has no end");
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
