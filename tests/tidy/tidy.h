// What: the rules of the house that a compiler does not know, each from files to complaints.
// The layers of the folders, as in the package groups of the top-level BUILD.
// Read next: tidy.cc, whose tables are the rules, and citations.cc; tidy_test.cc holds them against
// the whole tree.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace vmwire::tidy {

// Path from the repository's root -> text, of every text file.
using Tree = std::map<std::string, std::string>;

// Each complaint begins with "path:line: " or "path: ".
using Complaints = std::vector<std::string>;

// Sources: lines of at most 100 columns, a comment at the top, `#pragma once` in a header.
Complaints shape(const Tree& tree);

// Who includes whom, and who may include which library.
Complaints layering(const Tree& tree);

// A file of the model or of the laws says in its opening comment where its facts come from.
Complaints sources_named(const Tree& tree);

// Only the model, the laws and their glue know a kernel by its name; who serves every family of
// kernels alike does not.
Complaints families_are_hidden(const Tree& tree);

// The explorer's sources name nothing that is searched.
Complaints explorer_vocabulary(const Tree& tree);

// A word that no table has is answered in one place, model/family/suggest.h, with the nearest.
Complaints one_answer(const Tree& tree);

// A source that no BUILD file names or globs, or a header that nothing includes, is dead.
Complaints dead_files(const Tree& tree);

// What a comment, a table or a document cites of docs/spec/ is there.
Complaints cited_sections(const Tree& tree);

// A golden trace that a document names is there.
Complaints golden_traces(const Tree& tree);

// A block of a document that bears a file's name ("```cpp a/b.cc") is that file.
Complaints quoted_files(const Tree& tree);

// Absolute paths that only one machine has.
Complaints machine_paths(const Tree& tree);

}  // namespace vmwire::tidy
