// Living a story: from its lines to a floor and to what happened there.
#include "base/enum_name.h"
#include "floor.h"
#include "names.h"
#include "print.h"
#include "setup.h"
#include "story.h"
#include "words.h"

namespace relevo::stories {

namespace {

constexpr Time zero{hours(472'222).us};  // In 2023: a day like any other.

class Teller {
 public:
  explicit Teller(const Story& story) : story_(story) {}

  Told tell() {
    begin();
    for (std::size_t step = 0; step < story_.steps.size();) {
      std::size_t end = step + 1;
      while (end < story_.steps.size() && story_.steps[end].at.empty()) ++end;
      live(step, end);
      step = end;
    }
    return told_;
  }

 private:
  /// Before the first line: the core has started, the operation is applied, and who is said to be
  /// ready is.
  void begin() {
    std::vector<AtWork> at_work;
    for (const auto& line : story_.setup) {
      if (line[0] == "show") {
        shown_.insert(line.begin() + 1, line.end());
      } else if (!setup_.take(line, at_work)) {
        throw Mistake("1: '" + line[0] + "' is no configuration");
      }
    }
    quietly({"start"});
    if (!setup_.operation().queues.empty()) quietly({"apply"});
    for (const AtWork& work : at_work) {
      const std::string agent{work.agent.view()};
      quietly({"devices", agent, std::to_string(work.devices)});
      if (!work.ready) continue;
      quietly({"sign_in_agent", agent});
      quietly({"set_ready", agent});
    }
  }

  void quietly(const std::vector<std::string>& line) {
    const Request request = words_.request(line, floor_.state());
    const std::vector<Given> given = floor_.take({request}, zero);
    for (const Event& event : given[0].events) names_.learn(event);
  }

  void live(std::size_t begin, std::size_t end) {
    const Step& first = story_.steps[begin];
    const std::string line = std::to_string(first.line) + ": ";
    try {
      const Time at = zero + duration_of(first.at);
      if (at < floor_.state().at) throw Mistake("time goes back");
      if (first.command[0] == "restart") return restart(at);
      if (first.command[0] == "use_keys") return use_keys(first.command, at);
      std::vector<Request> requests;
      for (std::size_t i = begin; i < end; ++i) requests.push_back(request_of(story_.steps[i], at));
      for (const Given& given : floor_.take(requests, at)) write(given);
    } catch (const Mistake& mistake) {
      throw Mistake(line + mistake.what());
    } catch (const Broken& broken) {
      throw Broken(line + broken.what());
    }
  }

  /// The engine never lets a deadline pass without a tick; nor does a story. Facts that are told
  /// late come before it.
  Request request_of(const Step& step, Time at) {
    const auto due = floor_.core().next_deadline();
    const bool is_late = step.command.back().starts_with("age=");
    if (due && *due < at && !is_late && step.command[0] != "tick") {
      throw Mistake("a tick is missing at " + text_of(*due - zero));
    }
    std::vector<AtWork> none;
    for (const auto& change : step.changes) {
      if (!setup_.take(change, none)) throw Mistake("'" + change[0] + "' is no configuration");
    }
    return words_.request(step.command, floor_.state());
  }

  void restart(Time at) {
    floor_.restart();
    names_.look_at(floor_.state());
    const Duration away = at - floor_.state().at;
    write(floor_.take({Request{.command = StartCore{.away = away}}}, at)[0]);
  }

  void use_keys(const std::vector<std::string>& command, Time at) {
    Arguments arguments{command};
    static_cast<void>(arguments.word());
    const UserId user = names_.user(arguments.word());
    floor_.use_keys(user, number_of(arguments.word()), at);
    arguments.all_used();
    told_.emplace_back();
  }

  void write(const Given& given) {
    std::vector<std::string>& lines = told_.emplace_back();
    if (given.outcome.reject != Reject::none) {
      lines.push_back("!! " + std::string{enum_name(given.outcome.reject)});
    }
    for (const Event& event : given.events) {
      names_.learn(event);
      if (is_shown(event, shown_)) lines.push_back("-> " + line_of(event, names_, zero, shown_));
    }
  }

  const Story& story_;
  Floor floor_;
  Setup setup_;
  Names names_{floor_.state()};
  Words words_{names_, setup_};
  Shown shown_;
  Told told_;
};

}  // namespace

Told tell(const Story& story) { return Teller{story}.tell(); }

}  // namespace relevo::stories
