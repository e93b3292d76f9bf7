// One child process of the supervisor: started or adopted, watched, and started again when it died.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/program.h"
#include "app/restart_pause.h"

namespace relevo {

/// How a process ended. Of one that was adopted nobody is told its status.
struct Death {
  std::int64_t lived_ms = 0;
  bool was_ready = false;
  bool asked = false;         // By Child::replace().
  std::optional<int> status;  // It chose it itself.
  std::optional<int> signal;  // It was ended by it.

  /// `status 2`, `SIGSEGV`, `unknown`.
  std::string cause() const;

  /// What the whole program's exit status is because of it: 0 done, 2 the world, 3 a bug.
  int exit_status() const;
};

class Child {
 public:
  /// What comes by the pipe: nothing, what it writes to its --ready-to, or all that it prints.
  enum class Tells : std::uint8_t { nothing, ready, everything };

  struct Start {
    std::string name;
    std::shared_ptr<const Program> program;
    std::vector<std::string> arguments;  // Of the program, the command's name first.
    std::vector<int> keeps = {};         // Descriptors that it inherits; no other.
    Tells tells = Tells::ready;
    bool ends_with_us = false;  // SIGTERM when the supervisor dies; otherwise it lives on.
  };

  explicit Child(Start start) : start_(std::move(start)) {}
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Forks and runs its program in a process group of its own, so that a Ctrl-C at the terminal
  /// reaches only the supervisor. When the fork fails it is as if the process had died at once.
  void start(std::int64_t now_ms);

  /// Ends the process by this signal; the next one, which runs `program`, is due when it has ended.
  void replace(std::shared_ptr<const Program> program, int number, std::int64_t now_ms);

  /// Takes over a process that runs already, as ready: one of this process, which was another
  /// program before, or one that an earlier supervisor left behind. False: it is gone.
  bool adopt(pid_t pid, std::int64_t now_ms);

  /// Whether there is a death to collect: all that it wrote to its pipe is there to be read then,
  /// and of one that tells when it is ready it has to be, before reap().
  bool has_ended() const;

  /// What the process wrote to its pipe since, whole lines; a part of it, when it is much. Does not
  /// wait. Of one that tells everything, what it printed last can be read behind reap() too.
  std::vector<std::string> read_lines();

  /// Gives how it ended when it has, once. The next start is due after a pause.
  std::optional<Death> reap(std::int64_t now_ms);

  void signal(int number) const;
  void set_ready() { ready_ = true; }

  /// For the starts after this one.
  void set_program(std::shared_ptr<const Program> program) { start_.program = std::move(program); }
  void set_arguments(std::vector<std::string> arguments) {
    start_.arguments = std::move(arguments);
  }

  const std::string& name() const { return start_.name; }
  pid_t pid() const { return pid_; }  // 0: not running.
  bool running() const { return pid_ != 0; }
  bool ready() const { return ready_; }
  bool adopted() const { return adopted_; }  // Is not this process's own child.

  const std::shared_ptr<const Program>& program() const { return start_.program; }
  bool runs(const std::shared_ptr<const Program>& program) const;  // Now, not at the next start.
  std::int64_t due_ms() const { return due_ms_; }
  const RestartPause& pause() const { return pause_; }

  /// To be polled for reading; -1: none. The pidfd is readable when it has ended.
  int pidfd() const { return pidfd_; }
  int pipe() const { return pipe_; }

 private:
  /// What execv takes.
  struct Exec {
    Exec(const Start& start, int pipe);
    Exec(const Exec&) = delete;
    Exec& operator=(const Exec&) = delete;

    std::string program;
    std::vector<std::string> arguments;
    std::vector<char*> words;  // Point into `arguments`.
  };

  [[noreturn]] void run_in_child(const Exec& exec, int pipe, pid_t supervisor) const;
  Death bury(std::int64_t now_ms);
  void close_pipe();

  Start start_;
  std::shared_ptr<const Program> runs_;
  RestartPause pause_;
  pid_t pid_ = 0;
  int pidfd_ = -1;
  int pipe_ = -1;
  std::string line_;  // Read and not yet whole.
  bool ready_ = false;
  bool adopted_ = false;
  bool asked_ = false;  // It ends because it is replaced.
  std::int64_t started_ms_ = 0;
  std::int64_t due_ms_ = 0;
};

}  // namespace relevo
