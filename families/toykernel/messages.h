// What: what the toy kernel would print, and what its users see.
#pragma once

#include <vector>

#include "families/message.h"

namespace vmwire::families {

std::vector<Message> toykernel_messages();

}  // namespace vmwire::families
