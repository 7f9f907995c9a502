// What: see opened.h.
#include "tests/model/opened.h"

#include "families/families.h"

namespace vmwire::netbsd {

std::unique_ptr<families::AnyModel> opened(const Config& config) {
  return families::find("netbsd")->open(
      {family::any_of(config.personality), family::numbers_of(config.size), config.ops});
}

}  // namespace vmwire::netbsd
