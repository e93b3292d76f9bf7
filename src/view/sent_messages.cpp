#include "view/sent_messages.h"

namespace relevo {

namespace {

struct Kept {
  std::map<TextId, SentMessage> all;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "all", o.all);
}

}  // namespace

void SentMessages::apply(const Record& record) {
  if (const auto* sent = std::get_if<MessageSent>(&record.event)) {
    if (sent->reason_for != ForcedTo::none) return;
    const bool is_new = !all_.contains(sent->message);
    SentMessage& message = all_[sent->message];
    if (is_new) {
      message = {.message = sent->message, .by = sent->by, .at = record.at, .urgent = sent->urgent};
    }
    ++message.sent;
    message.unread.insert(sent->agent);
    while (all_.size() > sent_max || all_.begin()->second.at + sent_kept < record.at) {
      all_.erase(all_.begin());
    }
  } else if (const auto* read = std::get_if<MessageRead>(&record.event)) {
    const auto message = all_.find(read->message);
    if (message != all_.end()) message->second.unread.erase(read->agent);
  }
}

void SentMessages::encode_to(Bytes& out) const { encode(out, Kept{all_}); }

std::optional<SentMessages> SentMessages::decode_from(ByteView bytes) {
  Kept kept;
  if (!decode(bytes, kept)) return std::nullopt;
  SentMessages messages;
  messages.all_ = std::move(kept.all);
  return messages;
}

SentMessages SentMessages::begin(const Board& board) {
  SentMessages messages;
  for (const auto& [agent, rows] : board.unread()) {
    for (const MessageRow& row : rows) {
      if (row.reason_for != ForcedTo::none) continue;
      SentMessage& message = messages.all_[row.message];
      message.message = row.message;
      message.by = row.by;
      message.at = row.at;
      message.urgent = row.urgent;
      ++message.sent;
      message.unread.insert(agent);
    }
  }
  return messages;
}

}  // namespace relevo
