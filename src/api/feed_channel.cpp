#include "api/feed_channel.h"

#include "api/board_json.h"
#include "api/event_json.h"
#include "api/event_sight.h"
#include "api/texts_json.h"

namespace relevo {

FeedChannel::FeedChannel(Kind kind, std::string topic, std::shared_ptr<const Sight> sight,
                         AgentId own, const Floor& floor)
    : kind_(kind),
      topic_(std::move(topic)),
      sight_(std::move(sight)),
      own_(own),
      kept_after_(floor.board().position()) {
  if (kind_ != Kind::board) return;
  for (const auto& [id, row] : floor.board().contacts()) {
    if (sight_->sees(row)) shown_.contacts.insert(id);
  }
}

FeedChannel::Text FeedChannel::change(const Floor& floor, const Batch& batch,
                                      const BoardChanges& changes) {
  if (kind_ == Kind::events) return events_change(floor, batch);
  return board_change(floor, batch.last(), changes, floor.now() - queues_told_at_ >= queues_each);
}

// Never two texts of one position: at this one nothing was told, else nothing would be held back.
FeedChannel::Text FeedChannel::held_back(const Floor& floor) {
  while (!kept_.empty() && floor.now() - kept_.front().at > kept_for) forget_first();
  if (shown_.queues_to_tell.empty()) return nullptr;
  return board_change(floor, floor.board().position(), {}, true);
}

FeedChannel::Text FeedChannel::board_change(const Floor& floor, Position position,
                                            const BoardChanges& changes, bool queues_alone) {
  JsonWriter json = begin(position);
  const bool is_written_to = own_ && changes.unread.contains(own_);
  const bool any =
      append_changes(json, floor, *sight_, changes, shown_, queues_alone || is_written_to);
  if (!any && !is_written_to) return nullptr;
  if (is_written_to) {
    json.key("messages");
    append_unread(json, floor, own_);
  }
  queues_told_at_ = floor.now();
  return end(json, position, floor.now());
}

FeedChannel::Text FeedChannel::events_change(const Floor& floor, const Batch& batch) {
  JsonWriter json = begin(batch.last());
  bool any = false;
  json.key("events");
  json.begin_array();
  for_each_record(batch, [&](const Record& record) {
    if (!sees(floor, *sight_, record.event)) return;
    append_event_in_sight(json, record, floor, *sight_);
    any = true;
  });
  json.end_array();
  return any ? end(json, batch.last(), floor.now()) : nullptr;
}

JsonWriter FeedChannel::begin(Position position) const {
  JsonWriter json;
  json.begin_object();
  json.member("topic", topic_);
  json.member("position", position);
  json.key("changes");
  json.begin_object();
  return json;
}

FeedChannel::Text FeedChannel::end(JsonWriter& json, Position position, Time at) {
  json.end_object();
  json.end_object();
  const auto text = std::make_shared<const std::string>(json.take());
  kept_.push_back({.position = position, .at = at, .text = text});
  kept_bytes_ += text->size();
  while (kept_bytes_ > kept_bytes_max) forget_first();
  return text;
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
    append_board(json, floor, *sight_, own_);
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
  if (texts.empty()) texts.push_back(no_change(floor));
  return texts;
}

FeedChannel::Text FeedChannel::no_change(const Floor& floor) const {
  JsonWriter json;
  json.begin_object();
  json.member("topic", topic_);
  json.member("position", floor.board().position());
  json.key("changes");
  json.raw("{}");
  json.end_object();
  return std::make_shared<const std::string>(json.take());
}

void FeedChannel::forget_first() {
  kept_bytes_ -= kept_.front().text->size();
  kept_after_ = kept_.front().position;
  kept_.pop_front();
}

}  // namespace relevo
