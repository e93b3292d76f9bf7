#include "api/feed_channel.h"

#include "api/board_json.h"
#include "api/event_json.h"
#include "api/event_sight.h"

namespace relevo {

FeedChannel::Text FeedChannel::change(const Floor& floor, const Batch& batch,
                                      const BoardChanges& changes) {
  JsonWriter json;
  json.begin_object();
  json.member("topic", topic_);
  json.member("position", batch.last());
  json.key("changes");
  json.begin_object();
  const bool any = kind_ == Kind::board ? append_changes(json, floor, *sight_, changes)
                                        : append_batch(json, floor, batch);
  json.end_object();
  json.end_object();
  if (!any) return nullptr;
  const auto text = std::make_shared<const std::string>(json.take());
  keep(batch.last(), text);
  return text;
}

bool FeedChannel::append_batch(JsonWriter& json, const Floor& floor, const Batch& batch) const {
  bool any = false;
  json.key("events");
  json.begin_array();
  for_each_record(batch, [&](const Record& record) {
    if (!sees(floor, *sight_, record.event)) return;
    append_event(json, record, floor.operation(), floor.engine().wall_offset());
    any = true;
  });
  json.end_array();
  return any;
}

FeedChannel::Text FeedChannel::snapshot(const Floor& floor) {
  const Position position = floor.board().position();
  if (snapshot_ != nullptr && snapshot_at_ == position) return snapshot_;
  JsonWriter json;
  json.begin_object();
  json.member("topic", topic_);
  json.member("position", position);
  json.key("snapshot");
  if (kind_ == Kind::board) {
    append_board(json, floor, *sight_);
  } else {
    json.raw("{}");  // The past is read with GET /events.
  }
  json.end_object();
  snapshot_ = std::make_shared<const std::string>(json.take());
  snapshot_at_ = position;
  return snapshot_;
}

std::optional<std::vector<FeedChannel::Text>> FeedChannel::changes_after(Position position,
                                                                         const Floor& floor) const {
  if (position < kept_after_ || position > floor.board().position()) return std::nullopt;
  std::vector<Text> texts;
  for (const Kept& kept : kept_) {
    if (kept.position > position) texts.push_back(kept.text);
  }
  return texts;
}

void FeedChannel::keep(Position position, const Text& text) {
  kept_.push_back({.position = position, .text = text});
  kept_bytes_ += text->size();
  while (kept_bytes_ > kept_bytes_max) {
    kept_bytes_ -= kept_.front().text->size();
    kept_after_ = kept_.front().position;
    kept_.pop_front();
  }
}

}  // namespace relevo
