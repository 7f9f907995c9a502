// What: what NetBSD prints when wiring goes wrong, and what a user sees where it prints nothing.
#pragma once

#include <vector>

#include "families/message.h"

namespace vmwire::families {

std::vector<Message> netbsd_messages();

}  // namespace vmwire::families
