#include "sim/witness.h"

#include "core/fields.h"
#include "log/batch_codec.h"

namespace relevo::sim {

namespace {

constexpr Promise durable_first{6, "nothing is visible that is not durable"};

}  // namespace

void Witness::on_start(const SegmentLog& /*log*/) { board_ = std::make_unique<Board>(); }

void Witness::on_serve(Time /*at*/) {}

void Witness::on_publish(const std::shared_ptr<const Batch>& batch, bool replayed) {
  verdict_.expect(disk_.holds(batch->last()), durable_first, "published before it was synced");
  Bytes bytes;
  log::encode_batch(bytes, *batch);
  for_each_record(*batch, [&](const Record& record) {
    board_->apply(record);
    if (!replayed) ++events_;
  });
  if (replayed) return;
  trace_.say("log", bytes, [&] {
    std::string words;
    for (const Event& event : batch->events) words += std::string(name_of(event)) + " ";
    return words;
  });
}

void Witness::on_outcome(const Request& /*request*/, const Answer& /*answer*/) {}
void Witness::on_served(const Core& /*core*/) {}
void Witness::on_send(const link::ToVoice& /*message*/) {}
void Witness::on_end(const Core& /*core*/, bool /*all_durable*/) {}

}  // namespace relevo::sim
