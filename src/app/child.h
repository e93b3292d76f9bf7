// One child process of the supervisor: started, ended, and started again after a pause.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace relevo {

class Child {
 public:
  static constexpr std::int64_t pause_ms_min = 100;
  static constexpr std::int64_t pause_ms_max = 5'000;
  static constexpr std::int64_t steady_after_ms = 1'000;  // A longer life forgets earlier deaths.

  /// `arguments`: of this program, the command's name first.
  Child(std::string name, std::vector<std::string> arguments)
      : name_(std::move(name)), arguments_(std::move(arguments)) {}

  /// Forks and runs this same program in a process group of its own, so that a Ctrl-C at the
  /// terminal reaches only the supervisor; it gets SIGTERM when the supervisor dies. False: fork
  /// failed.
  bool start(std::int64_t now_ms);

  /// The process is gone; the next start is due after a pause that grows from death to death.
  void ended(std::int64_t now_ms);

  void signal(int number) const;

  const std::string& name() const { return name_; }
  pid_t pid() const { return pid_; }  // 0: not running.
  bool running() const { return pid_ != 0; }
  std::int64_t due_ms() const { return due_ms_; }

  /// For the starts after the first.
  void set_arguments(std::vector<std::string> arguments) { arguments_ = std::move(arguments); }

 private:
  std::string name_;
  std::vector<std::string> arguments_;
  pid_t pid_ = 0;
  std::int64_t started_ms_ = 0;
  std::int64_t due_ms_ = 0;
  std::int64_t pause_ms_ = pause_ms_min;
};

}  // namespace relevo
