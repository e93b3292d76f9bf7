// What the centre wrote to agents, and who has not read it yet: so far as who wrote wants to know.
#pragma once

#include <map>
#include <optional>
#include <set>

#include "base/bytes.h"
#include "core/record.h"
#include "view/board.h"

namespace relevo {

inline constexpr Duration sent_kept = hours(72);
inline constexpr std::size_t sent_max = 2'000;  // The oldest go first.

struct SentMessage {
  TextId message;
  UserId by;
  Time at;
  bool urgent = false;
  std::uint32_t sent = 0;  // To so many.
  std::set<AgentId> unread;

  friend bool operator==(const SentMessage&, const SentMessage&) = default;
};

template <class V>
void fields(V& visit, SentMessage& o) {
  visit(1, "message", o.message);
  visit(2, "by", o.by);
  visit(3, "at", o.at);
  visit(4, "urgent", o.urgent);
  visit(5, "sent", o.sent);
  visit(6, "unread", o.unread);
}

/// One thread at a time. Reasons for a state that was forced are no messages here.
class SentMessages {
 public:
  /// Records come in the order of their positions.
  void apply(const Record& record);

  /// Ascending, so oldest first.
  const std::map<TextId, SentMessage>& all() const { return all_; }

  /// The byte form of a snapshot, and back; nothing when the bytes are damaged.
  void encode_to(Bytes& out) const;
  static std::optional<SentMessages> decode_from(ByteView bytes);

  /// Behind a snapshot of a program that had none: those that somebody has still to read.
  static SentMessages begin(const Board& board);

 private:
  std::map<TextId, SentMessage> all_;
};

}  // namespace relevo
