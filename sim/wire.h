// One connection between core and voice: two streams of bytes that are late, and end together.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/bytes.h"
#include "sim/chance.h"
#include "sim/schedule.h"
#include "sim/trace.h"

namespace relevo::sim {

enum class Side : std::uint8_t { core = 0, voice = 1 };

inline Side other(Side side) { return side == Side::core ? Side::voice : Side::core; }

/// How long messages take; the weather changes it.
struct Latency {
  Duration least = microseconds(20);
  Duration most = milliseconds(3);
};

class Wire : public std::enable_shared_from_this<Wire> {
 public:
  using Take = std::function<void(ByteView)>;
  using Lost = std::function<void()>;

  Wire(Schedule& schedule, Chance& chance, const Latency& latency)
      : schedule_(schedule), chance_(chance), latency_(latency) {}

  /// Who listens at that side. `lost` is called once, when the connection is cut.
  void listen(Side side, Take take, Lost lost);

  /// Whole frames. They arrive in order, or never.
  void send(Side from, Bytes frames);

  /// Nothing arrives any more; each side notices by itself, a little later.
  void cut();
  bool is_cut() const { return cut_; }
  /// Sent and not yet there.
  std::uint64_t bytes_under_way() const { return under_way_; }

 private:
  struct End {
    Take take;
    Lost lost;
    Time last;  // When the newest of what was sent to it arrives.
  };
  End& end(Side side) { return ends_[static_cast<std::size_t>(side)]; }

  Schedule& schedule_;
  Chance& chance_;
  const Latency& latency_;
  std::array<End, 2> ends_;
  std::uint64_t under_way_ = 0;
  bool cut_ = false;
};

}  // namespace relevo::sim
