// What: lines that reports have in common.
// Source: derived. For report.cc and growth_report.cc.
#pragma once

#include <string>
#include <vector>

#include "cli/search.h"
#include "cli/setup.h"
#include "explorer/verdict.h"
#include "model/netbsd/model.h"

namespace vmwire::cli {

/// "label     text", with long text wrapped at spaces, and aligned.
std::string labelled(const char* label, const std::string& text);
/// What was searched, and how: restriction, kernel, size, engine.
std::string setup_lines(const Setup& setup);
/// "a limit was reached (time)"
std::string limit_text(explorer::Limit limit);
/// "; stuck threads not judged under --reduce all", where they were asked about; or "".
std::string unjudged(const Setup& setup, const Result& result);
/// Steps and cases that the run has never come to, without those of operations that are left out.
std::vector<const netbsd::Mark*> unreached_marks(const Setup& setup, const netbsd::Marks& reached);

std::string unreached_text(const Setup& setup, const std::vector<const netbsd::Mark*>& marks);

}  // namespace vmwire::cli
