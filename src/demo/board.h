// What GET /board tells the simulated people about the floor.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace relevo::demo {

struct BoardAgent {
  std::string state;          // A word of the contract; empty when it is none.
  std::uint64_t contact = 0;  // 0: none.
  std::uint32_t devices = 0;
  std::uint32_t sessions = 0;
};

struct BoardContact {
  std::uint64_t id = 0;
  std::string queue;
  std::string state;
};

struct Board {
  std::map<std::string, BoardAgent, std::less<>> agents;
  std::vector<BoardContact> contacts;  // By ascending id: in the order of arrival.
  std::uint64_t waiting = 0;           // In all queues.
};

/// Fault protocol: it is no JSON object. Rows that make no sense are left out.
Result<Board> read_board(std::string_view json);

/// Whether an agent in that state can take contacts now or soon.
bool is_on_duty(std::string_view state);

/// Whether the customer of a contact in that state has an agent to talk to.
bool is_with_agent(std::string_view contact_state);

}  // namespace relevo::demo
