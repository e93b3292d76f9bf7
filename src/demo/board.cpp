#include "demo/board.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace relevo::demo {

namespace {

namespace json = boost::json;

std::string text_of(const json::object& row, std::string_view name) {
  const json::value* value = row.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return std::string(value->get_string());
}

std::uint64_t number_of(const json::object& row, std::string_view name) {
  const json::value* value = row.if_contains(name);
  if (value == nullptr) return 0;
  if (value->is_uint64()) return value->get_uint64();
  return value->is_int64() && value->get_int64() > 0
             ? static_cast<std::uint64_t>(value->get_int64())
             : 0;
}

// Calls `take` with each object in the array of that name.
template <class Take>
void for_rows(const json::object& board, std::string_view name, Take take) {
  const json::value* rows = board.if_contains(name);
  if (rows == nullptr || !rows->is_array()) return;
  for (const json::value& row : rows->get_array()) {
    if (row.is_object()) take(row.get_object());
  }
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

Result<Board> read_board(std::string_view text) {
  json::error_code error;
  const json::value value = json::parse(text, error);
  if (error || !value.is_object()) {
    return fault(Fault::Kind::protocol, "board: the answer is no JSON object");
  }
  Board board;
  const json::object& object = value.get_object();
  for_rows(object, "agents", [&board](const json::object& row) {
    std::string id = text_of(row, "id");
    if (id.empty()) return;
    BoardAgent agent;
    agent.state = text_of(row, "state");
    agent.contact = number_of(row, "contact");
    agent.devices = static_cast<std::uint32_t>(number_of(row, "devices"));
    agent.sessions = static_cast<std::uint32_t>(number_of(row, "sessions"));
    board.agents.emplace(std::move(id), std::move(agent));
  });
  for_rows(object, "contacts", [&board](const json::object& row) {
    const std::uint64_t id = number_of(row, "id");
    if (id == 0) return;
    board.contacts.push_back(
        {.id = id, .queue = text_of(row, "queue"), .state = text_of(row, "state")});
  });
  for_rows(object, "queues",
           [&board](const json::object& row) { board.waiting += number_of(row, "waiting"); });
  std::sort(board.contacts.begin(), board.contacts.end(),
            [](const BoardContact& a, const BoardContact& b) { return a.id < b.id; });
  return board;
}

bool is_on_duty(std::string_view state) {
  return is_one_of<8>(
      state, {"ready", "reserved", "dialing", "talking", "hold", "consult", "wrap_up", "missed"});
}

bool is_with_agent(std::string_view contact_state) {
  return is_one_of<5>(contact_state,
                      {"connected", "held", "consulting", "transferring", "conferencing"});
}

}  // namespace relevo::demo
