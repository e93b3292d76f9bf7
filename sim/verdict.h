// What was found wrong in a day: the first broken promise, with its number and where it broke.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/time.h"
#include "sim/schedule.h"

namespace relevo::sim {

/// A promise that the simulator holds the program to. Numbers are those of the list in
/// sim/README.md; `oracle_number` is that of the plain model.
struct Promise {
  int number = 0;
  const char* sentence = "";
};

inline constexpr Promise oracle_promise{
    100, "the plain model of the rules says the same states, choices and refusals"};
inline constexpr Promise own_promise{101, "the simulator itself does what it says"};

struct Broken {
  Promise promise;
  std::string what;
  Time at;  // Virtual time since the start of the day.
};

class Verdict {
 public:
  explicit Verdict(const Schedule& schedule) : schedule_(schedule) {}

  /// Only the first counts: what follows it is its consequence.
  void broken(const Promise& promise, std::string what) {
    if (!broken_) broken_ = Broken{promise, std::move(what), schedule_.now()};
  }
  /// As broken, when it is not kept.
  void expect(bool kept, const Promise& promise, const char* what) {
    if (!kept) broken(promise, what);
  }

  const std::optional<Broken>& first() const { return broken_; }

 private:
  const Schedule& schedule_;
  std::optional<Broken> broken_;
};

}  // namespace relevo::sim
