#include "sim/channel_end.h"

#include <utility>
#include <variant>

#include "channel/translate.h"

namespace relevo::sim {

PersonId People::person_of(std::string_view caller) {
  const auto known = known_.find(caller);
  if (known != known_.end()) return known->second;
  return known_.try_emplace(std::string(caller), PersonId{known_.size() + 1}).first->second;
}

ChannelEnd::~ChannelEnd() {
  for (auto& [id, line] : lines_) {
    line.wire->listen(Side::core, nullptr, nullptr);
    line.wire->cut();
  }
}

void ChannelEnd::connect(std::shared_ptr<Wire> wire) {
  const PeerId id = ++lines_made_;
  lines_[id].wire = wire;
  peers_.connected(id);
  wire->listen(
      Side::core,
      [this, id](ByteView bytes) {
        const auto found = lines_.find(id);
        if (found == lines_.end()) return;
        const auto taken =
            found->second.stream.add(bytes, [&](ByteView body) { return peers_.take(id, body); });
        if (!taken) peers_.lose(id, taken.error());
      },
      [this, id] {
        peers_.lose(id, {.kind = Fault::Kind::network, .what = "link: the other end is gone"});
      });
}

void ChannelEnd::on_batch(const Batch& batch, const std::vector<Believed>& touched) {
  peers_.on_batch(facts_taken_of(batch), touched);
}

void ChannelEnd::send(PeerId peer, const link::ToVoice& message) {
  send_once(peer, message);
  if (!std::holds_alternative<link::Desired>(message)) return;
  if (chance_ != nullptr && chance_->per_mille(repeats_)) send_once(peer, message);
}

void ChannelEnd::send_once(PeerId peer, const link::ToVoice& message) {
  on_send_(message);
  Bytes frame;
  link::put_frame(frame, message);
  trace_.say("to voice", frame,
             [&] { return "frame of " + std::to_string(frame.size()) + " bytes"; });
  lines_.at(peer).wire->send(Side::core, std::move(frame));
}

void ChannelEnd::drop(PeerId peer) {
  const Line line = std::move(lines_.at(peer));
  lines_.erase(peer);
  line.wire->cut();
}

}  // namespace relevo::sim
