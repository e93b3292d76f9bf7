#include "app/supervisor.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <memory>

#include "app/child.h"
#include "app/in_hand_page.h"
#include "app/launch.h"
#include "app/program.h"
#include "app/upgrade_door.h"

namespace relevo {

namespace {

constexpr std::int64_t core_end_ms_max = 10'000;      // From SIGTERM to SIGKILL.
constexpr std::int64_t voice_end_ms_extra = 5'000;    // Behind --drain, or behind a second signal.
constexpr std::int64_t adopted_voice_ms_max = 5'000;  // To find the new core.

std::int64_t now_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

class Supervisor {
 public:
  Supervisor(const ServeOptions& options, Program program, Launch launch, Logger& logger)
      : options_(options),
        program_(std::make_shared<const Program>(std::move(program))),
        launch_(std::move(launch)),
        logger_(logger),
        calls_may_live_(launch_.calls_may_live) {
    children_.push_back(
        std::make_unique<Child>(Child::Start{.name = "core",
                                             .program = program_,
                                             .arguments = launch_.core,
                                             .keeps = {launch_.http_listener},
                                             .ends_with_us = !options_.children_outlive}));
    children_.push_back(
        std::make_unique<Child>(Child::Start{.name = "voice",
                                             .program = program_,
                                             .arguments = launch_.voice,
                                             .ends_with_us = !options_.children_outlive}));
    door_ = std::make_unique<UpgradeDoor>(
        UpgradeDoor::Parts{options_, launch_, core(), voice(), program_}, logger_);
  }

  int run() {
    watch_signals();
    if (launch_.handed_over) {
      take_over(*launch_.handed_over);
    } else {
      start_both();
    }
    while (!done_) turn();
    ::unlink(launch_.paths.control.c_str());
    // Otherwise they are for whoever follows: calls, and what a refused start found there.
    if (!calls_may_live_ && (announced_ || !launch_.store_left_behind)) {
      ::unlink(launch_.paths.leg_store.c_str());
      ::unlink(launch_.paths.in_hand.c_str());
    }
    return status_;
  }

 private:
  enum class Phase { serving, draining, hurrying, ending };

  Child& core() { return *children_[0]; }
  Child& voice() { return *children_[1]; }

  void start_both() {
    std::vector<std::string> first = launch_.core;
    if (!options_.operation.empty()) {
      first.insert(first.end(), {"--operation", options_.operation});
      if (launch_.calls_may_live) first.emplace_back("--takes-over");
    }
    core().set_arguments(first);
    core().start(now_ms());
    const auto left_behind = launch_.voice_left_behind;
    if (!left_behind || !voice().adopt(*left_behind, now_ms())) voice().start(now_ms());
  }

  /// From the program that this process was before. Who has died meanwhile is started as ever.
  void take_over(const Handover& handover) {
    announced_ = true;
    core().adopt(handover.core, now_ms());
    voice().adopt(handover.voice, now_ms());
    door_->tell_done();
  }

  void watch_signals() {
    // Who started us may ignore it, which is inherited: then no child's status would be told.
    ::signal(SIGCHLD, SIG_DFL);
    sigset_t watched;
    sigemptyset(&watched);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&watched, number);
    ::sigprocmask(SIG_BLOCK, &watched, nullptr);
    signals_ = ::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
  }

  void turn() {
    std::vector<pollfd> polled{{signals_, POLLIN, 0}};
    for (const auto& child : children_) {
      for (const int descriptor : {child->pidfd(), child->pipe()}) {
        if (descriptor >= 0) polled.push_back({descriptor, POLLIN, 0});
      }
    }
    for (const int descriptor : door_->descriptors()) polled.push_back({descriptor, POLLIN, 0});
    ::poll(polled.data(), polled.size(), wait_ms());
    // Who has ended by now: what it said before that is heard first.
    std::vector<Child*> ended;
    for (const auto& child : children_) {
      if (child->has_ended()) ended.push_back(child.get());
    }
    for (const std::string& line : core().read_lines()) take_line_of_core(line);
    if (!voice().read_lines().empty()) {
      voice().set_ready();
      calls_may_live_ = true;
    }
    read_signals();
    for (Child* child : ended) {
      if (const auto death = child->reap(now_ms())) mourn(*child, *death);
    }
    door_->turn(why_no_upgrade(), now_ms());
    if (adopted_due_ms_ <= now_ms()) replace_adopted_voice();
    start_due();
    if (phase_ != Phase::serving) go_on_ending();
  }

  std::string_view why_no_upgrade() const {
    if (phase_ != Phase::serving) return "the server is ending";
    return announced_ ? "" : "the server is not ready yet";
  }

  int wait_ms() const {
    std::int64_t due = std::min(adopted_due_ms_, phase_ == Phase::serving ? never : kill_at_ms_);
    due = std::min(due, door_->due_ms());
    for (const auto& child : children_) {
      if (is_wanted(*child) && !child->running()) due = std::min(due, child->due_ms());
    }
    if (due == never) return -1;
    return static_cast<int>(std::clamp<std::int64_t>(due - now_ms(), 0, 60'000));
  }

  /// `listening` when voice can connect, `ready http=ADDR:PORT sip=ADDR:PORT position=N` later.
  void take_line_of_core(const std::string& line) {
    if (line == "listening") {
      door_->see_listening();
      if (voice().adopted()) adopted_due_ms_ = now_ms() + adopted_voice_ms_max;
      return;
    }
    core().set_ready();
    adopted_due_ms_ = never;
    if (announced_) return;
    announced_ = true;
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
    // What --operation said is in the log now; a restart must not depend on the file.
    core().set_arguments(launch_.core);
    greet(line);
  }

  void greet(const std::string& line) {
    const auto value_of = [&line](const std::string& name) {
      const std::size_t start = line.find(name) + name.size();
      return line.substr(start, line.find(' ', start) - start);
    };
    const std::string http = value_of("http=");
    const std::string sip = value_of("sip=");
    if (options_.on_ready) options_.on_ready(http, sip);
    if (!options_.companions) return;
    for (const std::vector<std::string>& arguments : options_.companions(http, sip)) {
      children_.push_back(std::make_unique<Child>(Child::Start{.name = arguments.front(),
                                                               .program = program_,
                                                               .arguments = arguments,
                                                               .tells = Child::Tells::nothing,
                                                               .ends_with_us = true}));
      children_.back()->start(now_ms());
    }
  }

  /// It was taken over with its calls, and does not come to terms with the new core.
  void replace_adopted_voice() {
    adopted_due_ms_ = never;
    if (!voice().adopted() || !voice().running()) return;
    logger_.error("the voice process left behind does not find the core, it is replaced",
                  {{"pid", voice().pid()}, {"after_ms", adopted_voice_ms_max}});
    voice().signal(SIGKILL);
  }

  /// The first asks everybody to end; a second hurries, a third ends by force.
  void read_signals() {
    signalfd_siginfo info{};
    while (::read(signals_, &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info))) {
      if (phase_ == Phase::serving) {
        logger_.info("draining", {{"drain_s", options_.drain.us / 1'000'000}});
        begin_draining(options_.drain.us / 1000 + voice_end_ms_extra);
      } else if (phase_ == Phase::draining) {
        phase_ = Phase::hurrying;
        logger_.info("ending now, live contacts too");
        end_others(SIGINT);  // Another than the first, which may still be waiting to be seen.
        kill_at_ms_ = now_ms() + voice_end_ms_extra;
      } else {
        for (const auto& child : children_) child->signal(SIGKILL);
      }
    }
  }

  void begin_draining(std::int64_t within_ms) {
    phase_ = Phase::draining;
    door_->abandon(now_ms());
    core().signal(SIGUSR1);
    std::vector<std::string> again = launch_.core;
    again.emplace_back("--draining");
    core().set_arguments(again);
    end_others(SIGTERM);
    kill_at_ms_ = now_ms() + within_ms;
  }

  void end_others(int number) {
    for (const auto& child : children_) {
      if (child.get() != &core()) child->signal(number);
    }
  }

  /// Before everything was ready once, an end that the child chose itself is the answer to the
  /// command; later it is an accident, and the others go on meanwhile. So is a core's where calls
  /// may be in progress, unless it is refused.
  void mourn(Child& child, const Death& death) {
    if (&child == &voice() && death.status == 0) calls_may_live_ = false;
    if (&child == &core()) adopted_due_ms_ = never;  // Voice cannot find what is not there.
    if (phase_ == Phase::serving && !announced_ && death.status) {
      if (!launch_.calls_may_live || &child != &core()) {
        status_ = *death.status == 0 ? 2 : *death.status;
        return begin_draining(core_end_ms_max);
      }
      if (*death.status == 1) return leave_voice();
    }
    if (phase_ == Phase::ending && &child == &core()) {
      // A log that could not be flushed at the end is no success. Our own signals are no failure.
      const bool by_itself = death.status || death.signal == SIGABRT;
      if (by_itself && status_ == 0) status_ = death.exit_status();
      return;
    }
    // While it drains, voice ends when its calls have; but its death would end them.
    if (&child == &voice()) voice_died_ = death.signal || death.asked;
    if (!is_wanted(child) || death.asked) return;
    door_->see_death(child, death);
    const std::int64_t left_ms = std::max<std::int64_t>(0, child.due_ms() - now_ms());
    logger_.error("process died, starting it again", {{"process", child.name()},
                                                      {"cause", death.cause()},
                                                      {"lived_ms", death.lived_ms},
                                                      {"in_ms", left_ms}});
    if (child.pause().loop_begins()) warn_of_loop(child);
  }

  /// The start is refused, and changes nothing for the calls: as if this process had been killed.
  void leave_voice() {
    logger_.error(
        "core refuses to start; voice goes on with its calls for two minutes: mend what it "
        "says and start relevo serve again");
    status_ = 1;
    phase_ = Phase::ending;  // Of core, which has ended: voice hears nothing of it.
  }

  void warn_of_loop(const Child& child) {
    const Position position = &child == &core() ? InHandPage::crashed_at(launch_.paths) : 0;
    if (position != 0) {
      logger_.error("core dies in the replay of its log; nothing of it may be left out",
                    {{"position", position}});
    }
    logger_.error(
        "process dies before it is ready, again and again",
        {{"process", child.name()},
         {"deaths", child.pause().deaths()},
         {"what", "it is tried on each " + std::to_string(RestartPause::pause_ms_max / 1000) +
                      " s; its own lines above say why; docs/operate.md says what to do"}});
  }

  /// Whether it is started again when it died.
  bool is_wanted(const Child& child) const {
    if (phase_ == Phase::serving) return true;
    if (phase_ == Phase::ending || status_ != 0) return false;
    const bool is_core = &child == children_[0].get();
    const bool is_voice = &child == children_[1].get();
    // Core takes the facts of the contacts that are still live.
    return is_core ? children_[1]->running() : is_voice && voice_died_ && phase_ == Phase::draining;
  }

  void start_due() {
    for (const auto& child : children_) {
      if (child->running() || !is_wanted(*child) || child->due_ms() > now_ms()) continue;
      child->start(now_ms());
      if (phase_ != Phase::serving && child.get() == &voice()) child->signal(SIGTERM);
    }
  }

  void go_on_ending() {
    const bool late = now_ms() >= kill_at_ms_;
    if (phase_ != Phase::ending) {
      const bool others_go_on =
          std::any_of(children_.begin() + 1, children_.end(),
                      [this](const auto& child) { return child->running() || is_wanted(*child); });
      if (others_go_on) {
        if (!late) return;
        phase_ = Phase::hurrying;
        end_others(SIGKILL);
        kill_at_ms_ = now_ms() + core_end_ms_max;
        return;
      }
      // The last facts of voice are in core's hands by now, because it ended after its legs.
      phase_ = Phase::ending;
      core().signal(SIGTERM);
      kill_at_ms_ = now_ms() + core_end_ms_max;
    }
    if (!core().running()) {
      done_ = true;
    } else if (late) {
      core().signal(SIGKILL);
      kill_at_ms_ = now_ms() + core_end_ms_max;
    }
  }

  static constexpr std::int64_t never = INT64_MAX;

  const ServeOptions& options_;
  const std::shared_ptr<const Program> program_;
  const Launch launch_;
  Logger& logger_;
  std::vector<std::unique_ptr<Child>> children_;  // core, voice, companions.
  std::unique_ptr<UpgradeDoor> door_;
  int signals_ = -1;
  bool announced_ = false;  // The ready line was printed.
  bool voice_died_ = false;
  bool calls_may_live_ = false;  // Voice has served, and not yet ended by itself in order.
  Phase phase_ = Phase::serving;
  std::int64_t kill_at_ms_ = 0;
  std::int64_t adopted_due_ms_ = never;
  int status_ = 0;
  bool done_ = false;
};

int refuse(const Fault& why) {
  std::fprintf(stderr, "relevo serve: %s\n", why.what.c_str());
  return why.kind == Fault::Kind::input ? 1 : 2;
}

/// What an upgrade asks the new program. Nothing is touched.
int check(const ServeOptions& options) {
  if (const auto right = check_flags(options); !right) return refuse(right.error());
  if (options.handover >= 0) {
    if (const auto read = read_handover(options.handover); !read) return refuse(read.error());
  }
  std::printf("%s\n", to_line(formats_of_this_build()).c_str());
  return 0;
}

}  // namespace

int serve(const ServeOptions& options, Logger& logger) {
  if (options.check) return check(options);
  auto launch = Result<Launch>{};
  if (options.handover >= 0) {
    launch = take_handover(options);
    if (!launch) return refuse(launch.error());
  }
  auto program = Program::running(launch->handed_over ? launch->handed_over->program : "");
  if (!program) return refuse(program.error());
  if (options.handover < 0) launch = prepare_launch(options, *program, logger);
  if (!launch) return refuse(launch.error());
  return Supervisor{options, std::move(*program), std::move(*launch), logger}.run();
}

}  // namespace relevo
