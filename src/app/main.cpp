// relevo: the program. Reads the command line and starts what it names.
#include "app/command_line.h"
#include "app/descriptor_limit.h"

int main(int argc, char** argv) {
  relevo::raise_descriptor_limit();
  return relevo::run_command_line(argc, argv);
}
