// Living a story: from its lines to a floor and to what happened there.
#include "base/enum_name.h"
#include "figures.h"
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
      while (end < story_.steps.size() && goes_on(end)) ++end;
      live(step, end);
      step = end;
    }
    return told_;
  }

 private:
  /// Whether the step is of the same batch as the one before it; what is no command is of none.
  bool goes_on(std::size_t step) const {
    const auto is_alone = [&](std::size_t i) {
      const std::string& verb = story_.steps[i].command[0];
      return verb == "figures" || verb == "restart" || verb == "use_keys";
    };
    return story_.steps[step].at.empty() && !is_alone(step) && !is_alone(step - 1);
  }

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
      const Time at = first.at.empty() ? at_ : zero + duration_of(first.at);
      at_ = at;
      if (at < floor_.state().at) throw Mistake("time goes back");
      if (first.command[0] == "restart") return restart(at);
      if (first.command[0] == "use_keys") return use_keys(first.command, at);
      if (first.command[0] == "figures") return show_figures(first.command, at);
      std::vector<Request> requests;
      for (std::size_t i = begin; i < end; ++i) requests.push_back(request_of(story_.steps[i], at));
      for (const Given& given : floor_.take(requests, at)) write(given);
    } catch (const Mistake& mistake) {
      throw Mistake(line + mistake.what());
    } catch (const Broken& broken) {
      throw Broken(line + broken.what());
    }
  }

  void nothing_is_due(Time at) const {
    const auto due = floor_.core().next_deadline();
    if (due && *due < at) throw Mistake("a tick is missing at " + text_of(*due - zero));
  }

  void show_figures(const std::vector<std::string>& command, Time at) {
    nothing_is_due(at);
    Arguments arguments{command};
    static_cast<void>(arguments.word());
    std::vector<std::string>& lines = told_.emplace_back();
    const Operation& operation = *floor_.state().operation;
    for (const std::string& line : figures(arguments, operation, floor_.tallies(), zero, at)) {
      lines.push_back("-> " + line);
    }
  }

  /// The engine never lets a deadline pass without a tick; nor does a story. Facts that are told
  /// late come before it.
  Request request_of(const Step& step, Time at) {
    const bool is_late = step.command.back().starts_with("age=");
    if (!is_late && step.command[0] != "tick") nothing_is_due(at);
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
  Time at_ = zero;
};

}  // namespace

Told tell(const Story& story) { return Teller{story}.tell(); }

}  // namespace relevo::stories
