#include "log/segment_files.h"

#include "log/batch_codec.h"
#include "log/sealed_list.h"
#include "log/segment.h"
#include "log/walk.h"

namespace relevo::log {

namespace {

Result<Batch> batch_of(const Walk::Record& record) {
  auto batch = decode_batch(record.header.first, record.bytes.subspan(record_header_bytes));
  if (batch && batch->events.size() != record.header.events) {
    return fault(Fault::Kind::protocol, "log: the record of position " +
                                            std::to_string(record.header.first) +
                                            " holds another number of events than it says");
  }
  return batch;
}

}  // namespace

void SegmentFiles::set_base(const Base& base) const {
  const std::lock_guard lock{base_mutex_};
  if (base.last <= base_.last) return;
  base_ = base;
  index_.drop_before(base.last + 1);
}

Base SegmentFiles::base() const {
  const std::lock_guard lock{base_mutex_};
  return base_;
}

Result<Place> SegmentFiles::find(Position position) const {
  const auto place = index_.find(position);
  if (place) return *place;
  return dropped_or(position,
                    Fault{Fault::Kind::input,
                          "log: position " + std::to_string(position) + " is not in " + folder_});
}

/// The Fault, or the reason for it when the writer dropped the position meanwhile.
tl::unexpected<Fault> SegmentFiles::dropped_or(Position position, const Fault& fault) const {
  if (const auto list = SealedList::read(folder_)) {
    set_base({.last = list->dropped().last, .chain = list->dropped().chain});
  }
  const Position last = base().last;
  if (position > last) return tl::unexpected<Fault>(fault);
  return relevo::fault(Fault::Kind::input, "log: positions up to " + std::to_string(last) +
                                               " were dropped from " + folder_ +
                                               "; it begins with " + std::to_string(last + 1));
}

Result<std::vector<Batch>> SegmentFiles::read(Position after, std::size_t events_max) const {
  std::vector<Batch> found;
  const Position end = last();
  if (after >= end) return found;
  const auto place = find(after + 1);
  if (!place) return tl::unexpected<Fault>(place.error());
  Walk walk{folder_, *place};
  for (std::size_t events = 0; walk.next() <= end && events < events_max;) {
    const auto record = walk.pass();
    if (!record) return dropped_or(after + 1, record.error());
    index_.add(record->place);
    if (record->header.last() <= after) continue;
    auto batch = batch_of(*record);
    if (!batch) return tl::unexpected<Fault>(batch.error());
    events += batch->events.size();
    found.push_back(std::move(*batch));
  }
  return found;
}

Result<ChainHash> SegmentFiles::chain_at(Position position) const {
  if (const Base before = base(); position == before.last) return before.chain;
  const auto place = find(position);
  if (!place) return tl::unexpected<Fault>(place.error());
  Walk walk{folder_, *place};
  while (position <= last() && walk.next() <= position) {
    const auto record = walk.pass();
    if (!record) return dropped_or(position, record.error());
    if (record->header.last() == position) return record->header.chain;
  }
  return fault(Fault::Kind::input,
               "log: no batch in " + folder_ + " ends with position " + std::to_string(position));
}

Result<void> SegmentFiles::verify() const {
  const Position end = last();
  const Base before = base();
  if (end == before.last) return {};
  const auto place = find(before.last + 1);
  if (!place) return tl::unexpected<Fault>(place.error());
  ChainHash chain = before.chain;
  for (Walk walk{folder_, *place}; walk.next() <= end;) {
    const auto record = walk.pass();
    if (!record) return dropped_or(before.last + 1, record.error());
    const bool follows =
        record->place.offset != segment_header_bytes || record->segment_chain == chain;
    chain = chain_of(record->bytes, chain);
    if (!follows || chain != record->header.chain) {
      return fault(Fault::Kind::protocol,
                   "log: the chain hash is wrong in the record of position " +
                       std::to_string(record->header.first) + ", at byte " +
                       std::to_string(record->place.offset) + " of " +
                       segment_path(folder_, record->place.segment) +
                       ": it or one before it was changed");
    }
  }
  return {};
}

}  // namespace relevo::log
