#include "app/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <string_view>
#include <utility>

#include "app/pidfd.h"
#include "app/stop_signal.h"

namespace relevo {

namespace {

constexpr std::size_t line_bytes_max = 4'096;
constexpr int reads_max = 128;  // In one look: who writes without end does not keep us.

void inherit(int descriptor) { ::fcntl(descriptor, F_SETFD, 0); }

}  // namespace

std::string Death::cause() const {
  if (status) return "status " + std::to_string(*status);
  if (!signal) return "unknown";
  const char* name = ::sigabbrev_np(*signal);
  return name == nullptr ? "signal " + std::to_string(*signal) : std::string("SIG") + name;
}

int Death::exit_status() const {
  if (status) return *status;
  return signal == SIGABRT ? 3 : 2;
}

Child::~Child() {
  close_pipe();
  if (pidfd_ >= 0) ::close(pidfd_);
}

void Child::close_pipe() {
  if (pipe_ >= 0) ::close(std::exchange(pipe_, -1));
}

void Child::start(std::int64_t now_ms) {
  started_ms_ = now_ms;
  ready_ = false;
  adopted_ = false;
  asked_ = false;
  runs_ = start_.program;
  line_.clear();
  close_pipe();
  std::array<int, 2> ends{-1, -1};
  const bool piped =
      start_.tells == Tells::nothing || ::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0;
  const Exec exec{start_, ends[1]};
  const pid_t supervisor = ::getpid();
  const pid_t pid = piped ? ::fork() : -1;
  if (pid == 0) run_in_child(exec, ends[1], supervisor);
  if (ends[1] >= 0) ::close(ends[1]);
  pipe_ = ends[0];
  if (pid > 0) pidfd_ = ::pidfd_open(pid, 0);
  if (pid > 0 && pidfd_ < 0) {  // No descriptor is free: it could not be watched.
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
  }
  if (pidfd_ < 0) {
    bury(now_ms);
    return;
  }
  pid_ = pid;
}

Child::Exec::Exec(const Start& start, int pipe)
    : program(start.program->exec_path()), arguments{"relevo"} {
  arguments.insert(arguments.end(), start.arguments.begin(), start.arguments.end());
  if (start.tells == Tells::ready) {
    arguments.insert(arguments.end(), {"--ready-to", std::to_string(pipe)});
  }
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
}

/// Between fork and exec; does not return. Allocates nothing and waits for no lock: one that
/// another thread held at the fork is never given back here.
void Child::run_in_child(const Exec& exec, int pipe, pid_t supervisor) const {
  ::setpgid(0, 0);
  if (start_.ends_with_us) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != supervisor) ::_exit(2);  // It died before prctl took effect.
  }
  block_process_signals();  // Until it listens to them: one that comes early is not lost.
  for (const int descriptor : start_.keeps) inherit(descriptor);
  if (start_.tells == Tells::ready) {
    inherit(pipe);
  } else if (start_.tells == Tells::everything) {
    ::dup2(pipe, STDOUT_FILENO);
    ::dup2(pipe, STDERR_FILENO);
  }
  ::execv(exec.program.c_str(), exec.words.data());
  constexpr std::string_view failed = "relevo: a process cannot be started\n";
  static_cast<void>(!::write(STDERR_FILENO, failed.data(), failed.size()));
  ::_exit(2);
}

void Child::replace(std::shared_ptr<const Program> program, int number, std::int64_t now_ms) {
  set_program(std::move(program));
  asked_ = running();
  if (!asked_) due_ms_ = now_ms;
  signal(number);
}

bool Child::adopt(pid_t pid, std::int64_t now_ms) {
  pidfd_ = ::pidfd_open(pid, 0);
  if (pidfd_ < 0) return false;
  pid_ = pid;
  started_ms_ = now_ms;
  ready_ = true;
  siginfo_t info{};
  adopted_ = ::waitid(P_PIDFD, static_cast<id_t>(pidfd_), &info, WEXITED | WNOHANG | WNOWAIT) != 0;
  runs_ = start_.program;
  return true;
}

bool Child::runs(const std::shared_ptr<const Program>& program) const {
  return running() && runs_ == program;
}

std::vector<std::string> Child::read_lines() {
  std::vector<std::string> lines;
  std::array<char, 512> text{};
  ssize_t got = -1;
  for (int i = 0; i < reads_max && pipe_ >= 0; ++i) {
    got = ::read(pipe_, text.data(), text.size());
    if (got <= 0) break;
    line_.append(text.data(), static_cast<std::size_t>(got));
    for (std::size_t end = 0; (end = line_.find('\n')) != std::string::npos;) {
      lines.push_back(line_.substr(0, end));
      line_.erase(0, end + 1);
    }
    if (line_.size() > line_bytes_max) line_.clear();
  }
  if (got == 0) close_pipe();
  // The last line of all may have no end.
  const bool is_last = got <= 0 && !running() && start_.tells == Tells::everything;
  if (is_last && !line_.empty()) lines.push_back(std::exchange(line_, ""));
  return lines;
}

bool Child::has_ended() const {
  pollfd ended{pidfd_, POLLIN, 0};
  return running() && ::poll(&ended, 1, 0) > 0;
}

std::optional<Death> Child::reap(std::int64_t now_ms) {
  if (!running()) return std::nullopt;
  if (adopted_) {  // Not our child: its status goes to somebody else.
    if (!has_ended()) return std::nullopt;
    return bury(now_ms);
  }
  siginfo_t info{};
  const int waited = ::waitid(P_PIDFD, static_cast<id_t>(pidfd_), &info, WEXITED | WNOHANG);
  if (waited != 0 || info.si_pid == 0) return std::nullopt;
  Death death = bury(now_ms);
  if (info.si_code == CLD_EXITED) {
    death.status = info.si_status;
  } else {
    death.signal = info.si_status;
  }
  return death;
}

Death Child::bury(std::int64_t now_ms) {
  Death death{.lived_ms = now_ms - started_ms_,
              .was_ready = std::exchange(ready_, false),
              .asked = std::exchange(asked_, false)};
  pid_ = 0;
  if (pidfd_ >= 0) ::close(std::exchange(pidfd_, -1));
  if (start_.tells != Tells::everything) close_pipe();
  due_ms_ = now_ms;
  if (!death.asked) due_ms_ += pause_.after_death(death.lived_ms, death.was_ready);
  return death;
}

void Child::signal(int number) const {
  if (running()) ::pidfd_send_signal(pidfd_, number, nullptr, 0);
}

}  // namespace relevo
