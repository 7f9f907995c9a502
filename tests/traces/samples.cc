// What: traces as the codec writes them and damaged ones that it reads, a JSON document a line.
// The first is small_trace(). For schema_test.py: the schema has to accept each of them.
#include <cstdio>

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "tests/traces/any_document.h"
#include "tests/traces/any_trace.h"
#include "traces/codec.h"

namespace {

using namespace vmwire::traces;

template <class Json>
void print(const Json& document) {
  std::puts(document.dump().c_str());
}

}  // namespace

int main() {
  print(small_document());
  bool drawn = rc::check("traces as they are written", [] { print(to_json(any_trace())); });
  drawn &= rc::check("damaged traces that are read", [] {
    for (int i = 0; i < 10; ++i) {  // most are not
      const auto document = damaged_document();
      if (from_json(document.dump(), "").ok()) print(document);
    }
  });
  return drawn ? 0 : 1;
}
