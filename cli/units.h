// What: amounts with units on the command line: 16G, 10m.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace vmwire::cli {

/// "512M", "16G", "1073741824", "2GiB": powers of 1024. Nothing when it is no such amount.
std::optional<std::uint64_t> parse_bytes(const std::string& text);
/// "90", "90s", "10m", "2h", "1.5h" as seconds.
std::optional<double> parse_seconds(const std::string& text);
/// "5000", "10k", "30M": powers of 1000.
std::optional<std::uint64_t> parse_count(const std::string& text);
/// Digits alone, up to 18 of them.
std::optional<std::uint64_t> parse_whole(const std::string& text);

std::string bytes_text(std::uint64_t bytes);   ///< "1.5 GiB"
std::string seconds_text(double seconds);      ///< "0.13 s", "2 min 5 s"
std::string count_text(std::uint64_t count);   ///< "1,234,567"
/// "1 step", "2,000 steps"
std::string counted(std::uint64_t count, const std::string& noun);

}  // namespace vmwire::cli
