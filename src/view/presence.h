// When agents were signed in on the floor: from leaving `offline` to coming back to it.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "core/record.h"
#include "view/board.h"

namespace relevo {

/// How long a stay is kept behind its end, as long as figures by the quarter are.
inline constexpr Duration stays_kept = hours(72);
inline constexpr std::size_t stays_max = 256;  // Of one agent; the oldest go first.

struct Stay {
  Time from;  // Log time.
  Time to;    // Zero: still there.

  bool is_over() const { return to != Time{}; }

  friend bool operator==(const Stay&, const Stay&) = default;
};

template <class V>
void fields(V& visit, Stay& o) {
  visit(1, "from", o.from);
  visit(2, "to", o.to);
}

/// One thread at a time.
class Presence {
 public:
  /// Records come in the order of their positions.
  void apply(const Record& record);

  /// Ascending; only the last can still go on. Older ones than stays_kept may be among them.
  const std::vector<Stay>& of(AgentId agent) const;

  /// The byte form of a snapshot, and back; nothing when the bytes are damaged.
  void encode_to(Bytes& out) const;
  static std::optional<Presence> decode_from(ByteView bytes);

  /// Behind a snapshot of a program that had none: who is there came when their state began.
  static Presence begin(const Board& board);

 private:
  std::map<AgentId, std::vector<Stay>> stays_;
};

}  // namespace relevo
