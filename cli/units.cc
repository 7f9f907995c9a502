// What: see units.h.
#include "cli/units.h"

#include <cctype>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace vmwire::cli {

namespace {

struct Amount {
  double number;
  std::string unit;
};

/// A decimal number that is not negative, and what follows it.
std::optional<Amount> split(const std::string& text) {
  if (text.empty() || text.size() > 32) return std::nullopt;
  if (std::isdigit(static_cast<unsigned char>(text[0])) == 0) return std::nullopt;
  Amount result{};
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, result.number,
                                           std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  result.unit.assign(at, end);
  return result;
}

std::optional<std::uint64_t> scaled(const Amount& amount, double base, const char* units) {
  const auto power = std::string(units).find(amount.unit.empty() ? ' ' : amount.unit[0]);
  if (power == std::string::npos) return std::nullopt;
  const double value = amount.number * std::pow(base, static_cast<double>(power));
  if (!(value < 9e18)) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

}  // namespace

std::optional<std::uint64_t> parse_bytes(const std::string& text) {
  auto amount = split(text);
  if (!amount) return std::nullopt;
  std::string& unit = amount->unit;
  if (unit.size() == 3 && unit.substr(1) == "iB") unit.resize(1);
  else if (unit.size() == 2 && unit[1] == 'B') unit.resize(1);
  else if (unit == "B") unit.clear();
  if (unit.size() > 1) return std::nullopt;
  if (!unit.empty()) unit[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(unit[0])));
  return scaled(*amount, 1024, " KMGT");
}

std::optional<std::uint64_t> parse_count(const std::string& text) {
  auto amount = split(text);
  if (!amount || amount->unit.size() > 1) return std::nullopt;
  if (amount->unit == "K") amount->unit = "k";
  return scaled(*amount, 1000, " kMG");
}

std::optional<double> parse_seconds(const std::string& text) {
  const auto amount = split(text);
  if (!amount) return std::nullopt;
  double factor = 0;
  if (amount->unit.empty() || amount->unit == "s") factor = 1;
  if (amount->unit == "m" || amount->unit == "min") factor = 60;
  if (amount->unit == "h") factor = 3600;
  const double seconds = amount->number * factor;
  if (factor == 0 || !(seconds < 1e9)) return std::nullopt;
  return seconds;
}

std::optional<std::uint64_t> parse_whole(const std::string& text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  if (text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoull(text);
}

std::string bytes_text(std::uint64_t bytes) {
  const char* const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  double value = static_cast<double>(bytes);
  unsigned unit = 0;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} bytes", bytes)
                   : fmt::format("{:.{}f} {}", value, value < 10 ? 1 : 0, units[unit]);
}

std::string seconds_text(double seconds) {
  if (seconds < 10) return fmt::format("{:.2f} s", seconds);
  if (seconds < 120) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

std::string count_text(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return count_text(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace vmwire::cli
