// What: a search that ended, as a report, and its counterexamples as files.
// Source: derived.
#pragma once

#include <string>

#include "cli/report.h"
#include "cli/search.h"
#include "cli/setup.h"
#include "model/netbsd/model.h"

namespace vmwire::cli {

/// `setup` and `result` must outlive it.
Report report_of(const Setup& setup, netbsd::Model& model, const Result& result);

/// Nothing is written when nothing was found, or `path` is empty. One file for the first finding;
/// all have theirs with --all-violations. Returns one line of complaint, or "".
std::string write_traces(const std::string& path, Report& report);

}  // namespace vmwire::cli
