// `relevo explain`: why a contact went to whom, computed again from the log.
#pragma once

#include <cstdint>
#include <string>

namespace relevo {

struct ExplainCommand {
  std::string data = "data";
  std::uint64_t contact = 0;
};

/// Prints each routing decision of the contact with every agent in it: score, what kept them out,
/// and what would have made them the first. Gives the exit status: 1 when there is no such contact.
int explain_command(const ExplainCommand& command);

}  // namespace relevo
