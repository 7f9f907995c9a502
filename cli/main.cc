// What: the program: lets no exception out. Read next: command_line.h, commands.h.
#include <exception>
#include <new>
#include <string>

#include "cli/command_line.h"
#include "cli/exit_codes.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/program_name.h"
#include "explorer/workers.h"

int main(int argc, char** argv) {
  using namespace vmwire::cli;
  ignore_failed_writes();
  set_program_name(argv[0]);
  try {
    return run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    return complain("out of memory", kUnavailable);
  } catch (const vmwire::explorer::NoWorkers& error) {
    return complain(error.what(), kUnavailable);
  } catch (const std::exception& error) {
    return complain(std::string("internal error: ") + error.what(), kInternal);
  } catch (...) {
    return complain("internal error", kInternal);
  }
}
