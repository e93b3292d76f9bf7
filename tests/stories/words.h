// The verbs of stories: from a line's words to a request of the core.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/commands.h"
#include "names.h"
#include "setup.h"

namespace relevo::stories {

/// Where facts come from: voice processes, whose facts count up by themselves.
class Wire {
 public:
  /// Reads `node=`, `session=` and `fact=`; without them the next number of node 1's session 1.
  Source source(Arguments& arguments);

  /// The same for what is no numbered fact: a greeting's end, a report.
  Source connection(Arguments& arguments);

 private:
  std::map<std::pair<NodeId, std::uint64_t>, std::uint64_t> numbers_;  // Highest of each session.
};

/// Reads the command of a line like `set_ready ana` or `leg_gone caller1 hung_up`.
/// README.md lists all. `by=NAME`, `key=WORD` and `body=WORD` may stand behind each.
class Words {
 public:
  Words(Names& names, Setup& setup) : names_(names), setup_(setup) {}

  Request request(const std::vector<std::string>& line, const State& state);

 private:
  Command of_engine(const std::string& verb, Arguments& arguments, bool& known);
  Command of_agent(const std::string& verb, Arguments& arguments, bool& known, UserId& by);
  Command hand_over(const std::string& verb, Transfer command, Arguments& arguments);
  Command of_text(const std::string& verb, Arguments& arguments, bool& known, UserId& by);
  Command of_alert(const std::string& verb, Arguments& arguments, bool& known, UserId& by);
  Command of_door(const std::string& verb, Arguments& arguments, bool& known, UserId& by);
  Command of_channel(const std::string& verb, Arguments& arguments, bool& known);
  Command of_leg(const std::string& verb, Arguments& arguments, bool& known);
  Supervise supervise(Arguments& arguments, const State& state);
  ApplyOperation apply(Arguments& arguments, const State& state);
  Reconcile reconcile(Arguments& arguments);

  Names& names_;
  Setup& setup_;
  Wire wire_;
};

}  // namespace relevo::stories
