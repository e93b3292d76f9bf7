// relevo: the program. Reads the command line and starts what it names.
#include "app/command_line.h"

int main(int argc, char** argv) { return relevo::run_command_line(argc, argv); }
