// The steps by which a running server moves to another program, and back when that one is bad.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/child.h"
#include "app/formats.h"
#include "app/program.h"

namespace relevo {

/// Asks the new program what it is, replaces core, then voice, and waits whether both live on.
/// Then the supervisor itself is to become the new program. Until then the old one is there to go
/// back to: when the new one dies twice, or is not ready in time.
class Upgrade {
 public:
  static constexpr std::int64_t check_ms_max = 10'000;
  static constexpr std::int64_t core_end_ms_max = 10'000;  // From SIGTERM to SIGKILL.
  static constexpr std::int64_t voice_ms_max = 3'000;  // All calls are silent until it is ready.
  static constexpr std::int64_t settle_ms = 2'000;     // That all of the new one must live.
  static constexpr int deaths_max = 2;

  struct Start {
    Child& core;
    Child& voice;
    std::shared_ptr<const Program> to;
    Formats running;           // Of the program that core runs.
    std::int64_t patience_ms;  // For core to be ready.
    bool needs_snapshots;      // Old events were dropped: no core can fold the whole log.
    std::vector<std::string> check_arguments;
    int check_keeps;  // A descriptor that they name. Closed behind the check.
  };

  /// `say` is called with the kind and the sentence of an answer (app/control.h).
  using Say = std::function<void(std::string_view kind, const std::string& sentence)>;

  Upgrade(Start start, Say say, std::int64_t now_ms);
  ~Upgrade();
  Upgrade(const Upgrade&) = delete;
  Upgrade& operator=(const Upgrade&) = delete;

  /// To be called behind each look at the children, and when due_ms() has come.
  void turn(std::int64_t now_ms);
  std::int64_t due_ms() const { return due_ms_; }

  /// Core says that voice can connect: from here on it may write.
  void see_listening() { core_wrote_ |= start_.core.runs(start_.to); }

  /// A process of the server has died that nobody had asked to end.
  void see_death(const Child& child, const Death& death);

  /// The new program is bad, or the supervisor could not become it: all back to the old one.
  void go_back(const std::string& why, std::int64_t now_ms);

  /// The server is to end. What serves by now goes on as it is until then.
  void abandon(std::int64_t now_ms);

  /// All but the supervisor runs on the new program.
  bool is_supervisors_turn() const { return step_ == Step::supervisor; }
  bool is_over() const { return step_ == Step::over; }

  const std::shared_ptr<const Program>& to() const { return start_.to; }

  /// Of the program that core runs from now on.
  const Formats& running() const { return next_ && moves(start_.core) ? *next_ : start_.running; }

  /// Descriptors of the check, to be polled for reading.
  std::vector<int> descriptors() const;

 private:
  enum class Step : std::uint8_t { check, core, voice, settle, supervisor, back, over };

  void check(std::int64_t now_ms);
  void take_check(const Death& death, std::int64_t now_ms);
  void replace_core(std::int64_t now_ms);
  void replace_voice(std::int64_t now_ms);
  void watch(Child& child, std::int64_t now_ms);
  void settle(std::int64_t now_ms);
  void look_back(std::int64_t now_ms);
  void end(std::string_view kind, const std::string& sentence);
  bool moves(const Child& child) const { return child.program() == start_.to; }
  /// Not once the new one may have written what the old one might not read, dead or alive.
  bool core_may_return() const { return fit_.may_return || !moves(start_.core) || !core_wrote_; }

  const Start start_;
  const std::shared_ptr<const Program> core_before_;
  const std::shared_ptr<const Program> voice_before_;
  const Say say_;
  Step step_ = Step::check;
  Child check_;
  bool core_wrote_ = false;  // The new one may have, at least.
  std::string printed_;      // The last line of the check,
  std::size_t lines_ = 0;    // and how many there were; no more are read than the most.
  Result<Formats> next_;
  Fit fit_;
  int deaths_ = 0;  // Of the new program in this step.
  std::string cause_;
  std::string why_back_;
  std::int64_t began_ms_ = 0;  // The step.
  std::int64_t due_ms_ = 0;
  std::int64_t ready_by_ms_ = 0;
};

}  // namespace relevo
