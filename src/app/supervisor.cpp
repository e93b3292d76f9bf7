#include "app/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <memory>

#include "app/child.h"
#include "app/paths.h"

namespace relevo {

namespace {

constexpr std::int64_t core_end_ms_max = 10'000;  // From SIGTERM to SIGKILL.
constexpr std::int64_t voice_end_ms_extra = 5'000;

std::int64_t now_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

/// The exit status that a child's end stands for.
int status_of(int wait_status) {
  if (WIFEXITED(wait_status)) return WEXITSTATUS(wait_status);
  return WTERMSIG(wait_status) == SIGABRT ? 3 : 2;
}

class Supervisor {
 public:
  Supervisor(const ServeOptions& options, Logger& logger) : options_(options), logger_(logger) {}

  int run() {
    const int refused = prepare();
    if (refused != 0) return refused;
    core().start(now_ms());
    voice().start(now_ms());
    while (!done_) turn();
    // It is for whoever follows a process that died; here everybody ended in order.
    ::unlink(leg_store_.c_str());
    return status_;
  }

 private:
  enum class Phase { serving, draining, ending };

  Child& core() { return *children_[0]; }
  Child& voice() { return *children_[1]; }

  int refuse(const Fault& why) {
    std::fprintf(stderr, "relevo serve: %s\n", why.what.c_str());
    return why.kind == Fault::Kind::input ? 1 : 2;
  }

  /// Everything that can be wrong with the flags is said before anything is started.
  int prepare() {
    const auto http = parse_address("--http", options_.http);
    if (!http) return refuse(http.error());
    const auto sip_wanted = parse_address("--sip", options_.sip);
    if (!sip_wanted) return refuse(sip_wanted.error());
    const auto rtp = parse_port_range("--rtp", options_.rtp);
    if (!rtp) return refuse(rtp.error());
    const auto reached_at = parse_public_address("--public-address", options_.public_address);
    if (!reached_at) return refuse(reached_at.error());
    const auto listener = listen_tcp("--http", *http);
    if (!listener) return refuse(listener.error());
    const auto sip = free_sip_address("--sip", *sip_wanted);
    if (!sip) return refuse(sip.error());
    const auto paths = data_paths(options_.data);  // Last, as it makes the folder.
    if (!paths) return refuse(paths.error());
    if (const auto locked = lock_data_folder(*paths); !locked) return refuse(locked.error());
    leg_store_ = paths->leg_store;

    std::array<int, 2> ready{};
    if (::pipe2(ready.data(), O_NONBLOCK) != 0) {
      return refuse({Fault::Kind::limit, "no descriptor is free for a pipe"});
    }
    ready_read_ = ready[0];
    ready_write_ = ready[1];
    ::fcntl(ready_read_, F_SETFD, FD_CLOEXEC);
    watch_signals();

    std::vector<std::string> core{"core", "--data", options_.data, "--http-listener",
                                  std::to_string(*listener)};
    core_again_ = core;
    core.insert(core.end(), {"--ready-to", std::to_string(ready_write_)});
    if (!options_.operation.empty()) core.insert(core.end(), {"--operation", options_.operation});
    children_.push_back(std::make_unique<Child>("core", core));
    std::vector<std::string> voice{
        "voice",      "--data",    options_.data,
        "--sip",      sip->text(), "--rtp",
        options_.rtp, "--drain",   std::to_string(options_.drain.us / 1'000'000)};
    if (!options_.public_address.empty()) {
      voice.insert(voice.end(), {"--public-address", options_.public_address});
    }
    children_.push_back(std::make_unique<Child>("voice", voice));
    return 0;
  }

  void watch_signals() {
    // Who started us may ignore it, which is inherited: then no child's end would ever be told.
    ::signal(SIGCHLD, SIG_DFL);
    sigset_t watched;
    sigemptyset(&watched);
    for (const int number : {SIGTERM, SIGINT, SIGCHLD}) sigaddset(&watched, number);
    ::sigprocmask(SIG_BLOCK, &watched, nullptr);
    signals_ = ::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
  }

  void turn() {
    std::array<pollfd, 2> polled{{{signals_, POLLIN, 0}, {ready_read_, POLLIN, 0}}};
    ::poll(polled.data(), ready_read_ < 0 ? 1 : 2, wait_ms());
    if (ready_read_ >= 0 && polled[1].revents != 0) read_ready();
    if ((polled[0].revents & POLLIN) != 0) read_signals();
    reap();
    if (phase_ == Phase::serving) start_due();
    if (phase_ != Phase::serving) go_on_ending();
  }

  int wait_ms() const {
    std::int64_t due = phase_ == Phase::serving ? INT64_MAX : kill_at_ms_;
    if (phase_ == Phase::serving) {
      for (const auto& child : children_) {
        if (!child->running()) due = std::min(due, child->due_ms());
      }
    }
    if (due == INT64_MAX) return -1;
    return static_cast<int>(std::clamp<std::int64_t>(due - now_ms(), 0, 60'000));
  }

  void read_ready() {
    std::array<char, 512> text{};
    const ssize_t n = ::read(ready_read_, text.data(), text.size());
    if (n < 0 && errno == EAGAIN) return;
    if (n > 0) ready_line_.append(text.data(), static_cast<std::size_t>(n));
    const std::size_t end = ready_line_.find('\n');
    if (end != std::string::npos) {
      std::printf("ready %s", ready_line_.substr(0, end + 1).c_str());
      std::fflush(stdout);
      ready_ = true;
      // What --operation said is in the log now; a restart must not depend on the file.
      core().set_arguments(core_again_);
      greet();
    }
    if (n <= 0 || ready_) {
      // Kept open until now: a core that died before it was ready is told the same descriptor
      // again, and what else would stand at that number there is one of its own files.
      ::close(ready_write_);
      ::close(ready_read_);
      ready_read_ = -1;
    }
  }

  void greet() {
    const std::string http = value_of("http=");
    const std::string sip = value_of("sip=");
    if (options_.on_ready) options_.on_ready(http, sip);
    if (!options_.companions) return;
    for (const std::vector<std::string>& arguments : options_.companions(http, sip)) {
      children_.push_back(std::make_unique<Child>(arguments.front(), arguments));
      children_.back()->start(now_ms());
    }
  }

  std::string value_of(const std::string& name) const {
    const std::size_t start = ready_line_.find(name) + name.size();
    return ready_line_.substr(start, ready_line_.find_first_of(" \n", start) - start);
  }

  void read_signals() {
    signalfd_siginfo info{};
    while (::read(signals_, &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info))) {
      if (info.ssi_signo == SIGCHLD) continue;
      if (phase_ == Phase::serving) {
        logger_.info("draining", {{"drain_s", options_.drain.us / 1'000'000}});
        begin_draining();
      } else {
        for (const auto& child : children_) child->signal(SIGKILL);
      }
    }
  }

  void begin_draining() {
    phase_ = Phase::draining;
    for (const auto& child : children_) {
      if (child.get() != &core()) child->signal(SIGTERM);
    }
    kill_at_ms_ = now_ms() + options_.drain.us / 1000 + voice_end_ms_extra;
  }

  void reap() {
    int wait_status = 0;
    for (pid_t pid = 0; (pid = ::waitpid(-1, &wait_status, WNOHANG)) > 0;) {
      for (const auto& child : children_) {
        if (child->pid() != pid) continue;
        child->ended(now_ms());
        if (phase_ == Phase::serving) {
          mourn(*child, wait_status);
        } else if (child.get() == &core()) {
          note_end_of_core(wait_status);
        }
      }
    }
  }

  /// Before everything was ready once, an end that the child chose itself is the answer to the
  /// command; later it is an accident, and the others go on meanwhile.
  void mourn(const Child& child, int wait_status) {
    const int status = status_of(wait_status);
    if (!ready_ && WIFEXITED(wait_status)) {
      status_ = status == 0 ? 2 : status;
      begin_draining();
      kill_at_ms_ = now_ms() + core_end_ms_max;
      return;
    }
    logger_.error(
        "process died, starting it again",
        {{"process", child.name()}, {"status", status}, {"in_ms", child.due_ms() - now_ms()}});
  }

  /// A log that could not be flushed at the end is no success. Our own signals are no failure.
  void note_end_of_core(int wait_status) {
    const bool by_itself = WIFEXITED(wait_status) || WTERMSIG(wait_status) == SIGABRT;
    if (by_itself && status_ == 0) status_ = status_of(wait_status);
  }

  void start_due() {
    for (const auto& child : children_) {
      if (!child->running() && child->due_ms() <= now_ms()) child->start(now_ms());
    }
  }

  void go_on_ending() {
    const bool late = now_ms() >= kill_at_ms_;
    const bool others_running =
        std::any_of(children_.begin() + 1, children_.end(),
                    [](const std::unique_ptr<Child>& child) { return child->running(); });
    if (phase_ == Phase::draining) {
      if (others_running) {
        if (late) {
          for (std::size_t i = 1; i < children_.size(); ++i) children_[i]->signal(SIGKILL);
          kill_at_ms_ = now_ms() + core_end_ms_max;
        }
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

  const ServeOptions& options_;
  Logger& logger_;
  std::vector<std::unique_ptr<Child>> children_;  // core, voice, companions.
  std::vector<std::string> core_again_;
  std::string leg_store_;
  int signals_ = -1;
  int ready_read_ = -1;
  int ready_write_ = -1;
  std::string ready_line_;
  bool ready_ = false;
  Phase phase_ = Phase::serving;
  std::int64_t kill_at_ms_ = 0;
  int status_ = 0;
  bool done_ = false;
};

}  // namespace

int serve(const ServeOptions& options, Logger& logger) { return Supervisor{options, logger}.run(); }

}  // namespace relevo
