// What: a search that ended, as a report, and its counterexamples as files.
#pragma once

#include <string>

#include "cli/report.h"
#include "cli/setup.h"
#include "families/any_model.h"

namespace vmwire::cli {

/// `setup` and `answer` must outlive it.
Report report_of(const Setup& setup, families::AnyModel& model, const families::Answer& answer);

/// Before the search: whether its traces can be written to `path`, for each of which an older file
/// is taken away. Returns one line of complaint, or "".
std::string prepare_traces(const std::string& path, bool all);

/// "-" is standard output. Nothing is written when nothing was found, or `path` is empty. One file
/// for the first finding; all have theirs with --all-violations. Returns one line of complaint, or
/// "".
std::string write_traces(const std::string& path, Report& report);

}  // namespace vmwire::cli
