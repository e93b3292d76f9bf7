#include "app/status_screen.h"

#include <cstdio>
#include <map>

#include "app/reply_json.h"

namespace relevo {

namespace json = boost::json;
using reply::list;
using reply::number;
using reply::text;

void print_status(const json::value& board) {
  std::printf("position %s at %s\n\n%-20s %8s %12s\n", text(board, "position").c_str(),
              text(board, "at").c_str(), "queue", "waiting", "longest");
  for (const json::value& queue : list(board, "queues")) {
    std::printf("%-20s %8lld %10.1f s\n", text(queue, "id").c_str(),
                static_cast<long long>(number(queue, "waiting")),
                static_cast<double>(number(queue, "longest_wait_ms")) / 1000);
  }
  std::map<std::string, int> states;
  for (const json::value& agent : list(board, "agents")) states[text(agent, "state")] += 1;
  std::printf("\nagents  ");
  for (const auto& [state, count] : states) std::printf("%s %d  ", state.c_str(), count);
  states.clear();
  for (const json::value& contact : list(board, "contacts")) states[text(contact, "state")] += 1;
  std::printf("\ncontacts  ");
  for (const auto& [state, count] : states) std::printf("%s %d  ", state.c_str(), count);
  std::printf("%s\n", states.empty() ? "none" : "");
}

}  // namespace relevo
