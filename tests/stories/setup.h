// The operation of a story: made and changed by its lines `queue`, `agent`, `rule`, `retire` ...
#pragma once

#include <string>
#include <vector>

#include "core/operation.h"
#include "text.h"

namespace relevo::stories {

/// An agent who has a device, or is at work, when the story begins.
struct AtWork {
  Code agent;
  std::uint32_t devices = 0;
  bool ready = false;
};

class Setup {
 public:
  /// A line of configuration; false when it is none. `at_work` gets what agents begin with.
  bool take(const std::vector<std::string>& line, std::vector<AtWork>& at_work);

  const Operation& operation() const { return operation_; }
  Operation& operation() { return operation_; }

 private:
  void queue(Arguments& arguments);
  void agent(Arguments& arguments, std::vector<AtWork>& at_work);
  void user(const std::string& code);
  void person(Arguments& arguments);
  void team(Arguments& arguments);
  void rule(Arguments& arguments);
  void ladder(Arguments& arguments);
  void disposition(Arguments& arguments);
  void campaign(Arguments& arguments);
  void retire(Arguments& arguments);
  std::vector<SkillLevel> skills(std::string_view text);

  Operation operation_{.code = "story"};
};

}  // namespace relevo::stories
