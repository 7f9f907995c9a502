// What: lines that reports have in common.
// For report.cc and growth_report.cc.
#pragma once

#include <string>
#include <vector>

#include "cli/setup.h"
#include "explorer/verdict.h"
#include "families/any_model.h"
#include "model/family/op.h"

namespace vmwire::cli {

/// Of the table of a family.
using MarkRows = std::vector<const family::MarkTable::Row*>;

/// "label     text", with long text wrapped at spaces, and aligned; "" where there is no text.
std::string labelled(const char* label, const std::string& text);
/// "1 P0.t0 mmap anon [0,1) (any of 3); 2 ...": what a scenario was understood to say.
std::string steps_text(const Scenario& scenario);
/// "3 P1.t0 truncate to 0; 4 ...": the steps that no run began, or "".
std::string never_begun(const Scenario& scenario, const families::Begun& begun);
/// What was searched, and how: restriction, kernel, size, engine, and the limits that were given.
std::string setup_lines(const Setup& setup);
/// "a limit was reached (time)"
std::string limit_text(explorer::Limit limit);
/// "; stuck threads not judged under --reduce all", where they were asked about; or "".
std::string unjudged(const Setup& setup, const families::Answer& answer);
/// Steps and cases that the run has never come to, without those of operations that are left out.
MarkRows unreached_marks(const Setup& setup, const family::Reached& reached);

std::string unreached_text(const Setup& setup, const MarkRows& marks);

}  // namespace vmwire::cli
