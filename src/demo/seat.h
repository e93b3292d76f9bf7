// Whose seat it is: a simulated agent leaves as soon as a person takes it, and returns later.
#pragma once

#include <cstdint>

namespace relevo::demo {

/// What is known of one agent's seat at one look at the board.
struct SeatSight {
  std::uint32_t sessions = 0;    // Console sign-ins of that agent. The simulator opens none.
  std::uint32_t devices = 0;     // Phones registered as that agent, ours among them.
  bool ours_registered = false;  // Ours may be among them: from REGISTER sent to its end confirmed.
  bool foreign_contact = false;  // The registrar named another phone beside ours.
};

/// Whether a person is there.
constexpr bool is_taken(const SeatSight& sight) {
  const std::uint32_t ours = sight.ours_registered ? 1 : 0;
  return sight.sessions > 0 || sight.devices > ours || sight.foreign_contact;
}

enum class SeatStep : std::uint8_t { keep, give_up, stay_away, come_back };

/// Follows one seat over many looks. It is given up at the first look that shows a person, and
/// taken back only after free_looks_min free ones: a page that reloads must not lose its seat.
class Seat {
 public:
  static constexpr std::uint32_t free_looks_min = 2;

  SeatStep look(const SeatSight& sight) {
    const bool taken = is_taken(sight);
    if (ours_) {
      if (!taken) return SeatStep::keep;
      ours_ = false;
      free_looks_ = 0;
      return SeatStep::give_up;
    }
    free_looks_ = taken ? 0 : free_looks_ + 1;
    if (free_looks_ < free_looks_min) return SeatStep::stay_away;
    ours_ = true;
    return SeatStep::come_back;
  }

  /// Whether the simulator sits there.
  bool ours() const { return ours_; }

 private:
  bool ours_ = true;
  std::uint32_t free_looks_ = 0;
};

/// Seats that are never played: they wait for people.
constexpr bool is_free_seat(std::uint32_t number) {
  return number == 1001 || number == 1002 || number == 1011;
}

}  // namespace relevo::demo
