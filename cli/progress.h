// What: one line on a terminal while a search is running.
// Leaves out: runs of less than two seconds, and anything that is no terminal.
#pragma once

#include <cstddef>
#include <string>

#include "explorer/progress.h"

namespace vmwire::cli {

class ProgressLine final : public explorer::Observer {
 public:
  /// `label` stands in front, for runs of several searches.
  explicit ProgressLine(std::string label = "");
  ~ProgressLine() override { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void progress(const explorer::Progress& progress) override;
  void clear();  ///< takes the line away; call before anything else is written

 private:
  std::string label_;
  bool terminal_;
  std::size_t shown_ = 0;  ///< columns
};

/// How far it is, in so many columns if the least important figures can be left out for that.
std::string figures(const explorer::Progress& progress, std::size_t width);
/// What has to be written so that `line` stands where `before` columns were.
std::string over(std::size_t before, const std::string& line);

}  // namespace vmwire::cli
