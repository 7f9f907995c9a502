// What: the compiled part of libfmt-dev's library, once, instead of in every file that formats.
// The package has it as a shared library only, which need not be where the program is run.
#include <fmt/format-inl.h>

// Declared by the headers as instantiated elsewhere: here.
FMT_BEGIN_NAMESPACE
namespace detail {
template auto thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl(locale_ref) -> char;
}  // namespace detail
FMT_END_NAMESPACE
