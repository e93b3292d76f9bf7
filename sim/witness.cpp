#include "sim/witness.h"

#include <algorithm>

#include "base/enum_name.h"
#include "core/fields.h"
#include "log/batch_codec.h"
#include "sim/invariants/promises.h"
#include "sim/words.h"
#include "view/contact_event.h"

namespace relevo::sim {

namespace {

/// A fact, or an answer to an offer, is as much older as it waited: it is judged by when it
/// happened.
Request as_taken(const TurnItem& item, Time at) {
  Request request = *item.request;
  std::visit(
      [&](auto& command) {
        if constexpr (requires { command.source; }) {
          command.source.age = command.source.age + (at - item.since);
        }
        if constexpr (requires { command.age; }) command.age = command.age + (at - item.since);
      },
      request.command);
  return request;
}

bool is_document(const TurnItem& item) {
  return item.request != nullptr && std::holds_alternative<ApplyOperation>(item.request->command);
}

}  // namespace

void Witness::on_start() {
  items_at_death_ = std::exchange(items_, {});
  tick_at_death_ = !held_ || held_->has_tick;
  if (held_) items_at_death_.resize(held_->items);
  held_.reset();
  board_ = std::make_unique<Board>();
  in_turn_ = false;
}

void Witness::on_serve(Time at, std::deque<TurnItem> items) {
  for (TurnItem& item : items) items_.push_back(std::move(item));
  turn_at_ = batch_at_ = at;
  in_turn_ = true;
  model_.begin(at);
}

void Witness::on_publish(const std::shared_ptr<const Batch>& batch, bool replayed) {
  verdict_.expect(disk_.holds(batch->last()), durable_first, "published before it was synced");
  Bytes bytes;
  log::encode_batch(bytes, *batch);
  for_each_record(*batch, [&](const Record& record) { board_->apply(record); });
  if (batch->first <= ledger_.position()) return take_again(*batch, bytes);
  if (replayed) take_missed_turn(*batch);
  take_new(*batch, bytes);
  if (!replayed) model_begins(*batch);
}

/// A new process reads what an earlier one has told already.
void Witness::take_again(const Batch& batch, const Bytes& bytes) {
  const auto told = told_.find(batch.first);
  verdict_.expect(told != told_.end() && told->second.bytes == bytes, never_lost,
                  "a batch is not what was told");
}

void Witness::take_new(const Batch& batch, const Bytes& bytes) {
  told_[batch.first] = {.last = batch.last(), .bytes = bytes};
  trace_.say("log", bytes, [&] { return in_words(batch); });
  const auto decoded = log::decode_batch(batch.first, bytes);
  verdict_.expect(decoded.has_value(), never_lost, "a batch cannot be read back");
  if (!decoded) return;
  for_each_record(*decoded, [&](const Record& record) {
    cover(record.event);
    check_event(ledger_, record, verdict_);
    ledger_.apply(record);
    ++events_;
  });
  verdict_.expect(ledger_.position() == replica_.state().position + decoded->events.size(), gapless,
                  "a batch that does not follow");
  if (!verdict_.first()) replica_.replay(*decoded);
}

/// The batch was durable when the process died, and nobody had been told: its commands are those
/// that had no answer yet, as far as one batch goes.
void Witness::take_missed_turn(const Batch& batch) {
  if (const auto* start = std::get_if<CoreStarted>(&batch.events.front())) {
    model_.start(start->away, batch.at);
    return items_at_death_.clear();
  }
  model_.begin(batch_at_ = batch.at);
  while (!items_at_death_.empty()) {
    const TurnItem item = items_at_death_.front();
    items_at_death_.pop_front();
    if (is_document(item)) tick_at_death_ = false;
    if (item.request == nullptr) break;  // Somebody looked: the batch ends.
    model_takes(item, std::nullopt);
    if (is_document(item)) break;
  }
  if (tick_at_death_ && items_at_death_.empty()) model_.expire(batch.at);
  items_at_death_.clear();
}

void Witness::model_begins(const Batch& batch) {
  if (const auto* start = std::get_if<CoreStarted>(&batch.events.front())) {
    model_.start(start->away, batch.at);
  } else {
    model_.begin(batch_at_ = batch.at);
  }
  perhaps_held_is_done();
}

/// Behind it the turn goes on at its own time.
void Witness::perhaps_held_is_done() {
  if (!held_ || held_->items > 0) return;
  if (held_->has_tick) model_.expire(batch_at_);
  held_.reset();
  model_.begin(batch_at_ = turn_at_);
}

void Witness::item_is_done() {
  if (!items_.empty()) items_.pop_front();
  if (held_) --held_->items;
  perhaps_held_is_done();
}

void Witness::on_outcome(const Request& request, const Answer& answer) {
  if (answer.overloaded) return;  // It may have happened all the same: the next start finds out.
  const bool was_asked = !items_.empty() && items_.front().request != nullptr;
  if (!was_asked) return verdict_.broken(own_promise, "an answer to what was not asked");
  verdict_.expect(answer.position <= ledger_.position() && disk_.holds(answer.position),
                  durable_first, "an answer before its events are durable");
  model_takes(items_.front(), answer);
  item_is_done();
  if (!request.keyed || answer.reject != Reject::none) return;
  const auto [told, is_first] =
      answers_.try_emplace({request.by, request.key}, Told{answer, ledger_.at() + key_lasts});
  if (is_first || ledger_.at() >= told->second.forgotten_at) return;
  const Answer& before = told->second.answer;
  const bool same = before.first == answer.first && before.events == answer.events &&
                    before.position == answer.position;
  verdict_.expect(same, idempotency, "the second answer to a key is another one");
}

void Witness::model_takes(const TurnItem& item, std::optional<Answer> answer) {
  const Reject expected = model_.take(as_taken(item, batch_at_));
  if (!answer || answer->reject == expected) return;
  verdict_.broken(oracle_promise, in_words(item.request->command) + " gives " +
                                      std::string(enum_name(answer->reject)) + ", the model says " +
                                      std::string(enum_name(expected)));
}

void Witness::on_look() {
  const bool was_asked = !items_.empty() && items_.front().request == nullptr;
  if (!was_asked) return verdict_.broken(own_promise, "a look that was not asked for");
  item_is_done();
}

void Witness::on_served(const Core& core, bool held, std::size_t left) {
  const bool turn = std::exchange(in_turn_, false);
  if (verdict_.first()) return;
  if (held && held_) return;  // As before: nothing was done.
  if (held) {
    const std::size_t taken = items_.size() - left;
    const bool has_tick = turn && left == 0 && (taken == 0 || !is_document(items_.back()));
    held_ = {.items = taken, .has_tick = has_tick};
    return;
  }
  // What fell due before a start is for its first turn.
  if (turn) model_.expire(turn_at_);
  if (turn) check_after_turn(ledger_, core, verdict_);
  compare();
}

void Witness::compare() {
  const std::string difference = model_.difference(ledger_);
  if (!difference.empty()) verdict_.broken(oracle_promise, difference);
}

void Witness::on_send(const link::ToVoice& message) {
  if (const auto* desired = std::get_if<link::Desired>(&message)) {
    verdict_.expect(desired->version <= ledger_.position(), durable_first,
                    "voice is told what is not durable");
  } else if (const auto* welcome = std::get_if<link::Welcome>(&message)) {
    verdict_.expect(welcome->epoch == ledger_.epoch(), fencing, "a Welcome of another epoch");
  } else if (const auto* taken = std::get_if<link::FactsTaken>(&message)) {
    const bool known =
        std::any_of(ledger_.facts().begin(), ledger_.facts().end(),
                    [&](const auto& entry) { return entry.second.number >= taken->number; });
    verdict_.expect(known, durable_first, "facts are taken that are not in the log");
  }
}

void Witness::sweep(const Core& core, const Voice& voice) {
  swept_at_ = events_;
  if (core.state().position != ledger_.position()) return;
  compare_states(core);
  sim::sweep(ledger_, core, *board_, verdict_);
  sweep_legs(ledger_, voice, schedule_.now(), verdict_);
}

/// What a hash costs grows with the day's keys, so a long day has fewer of them.
void Witness::compare_states(const Core& core) {
  if (events_ < hashed_at_ + hashed_at_ / 4) return;
  hashed_at_ = events_;
  verdict_.expect(hash_of(core.state()) == hash_of(replica_.state()), replay_is_live,
                  "a replay gives another state");
}

void Witness::audit(const Core& core, const SegmentLog& log) {
  const auto sound = log.verify();
  verdict_.expect(sound.has_value(), gapless, "the chain does not hold");
  Core again;
  Board board;
  while (again.state().position < log.last()) {
    const auto batches = log.read(again.state().position, 4096);
    if (!batches || batches->empty()) return verdict_.broken(never_lost, "the log cannot be read");
    for (const Batch& batch : *batches) {
      again.replay(batch);
      for_each_record(batch, [&](const Record& record) { board.apply(record); });
    }
  }
  verdict_.expect(hash_of(again.state()) == hash_of(core.state()), replay_is_live,
                  "a replay of the whole log gives another state");
  verdict_.expect(board.agents() == board_->agents() && board.queues() == board_->queues() &&
                      board.contacts() == board_->contacts(),
                  board_is_the_log, "the board is not what the log recounts");
}

void Witness::cover(const Event& event) {
  std::size_t state = 0;
  if (const ContactId id = contact_of(event)) {
    const ContactPage* contact = ledger_.contact(id);
    state = contact == nullptr ? 1 : 2 + static_cast<std::size_t>(contact->state);
  }
  if (const auto* change = std::get_if<AgentStateChanged>(&event)) {
    state = 16 + static_cast<std::size_t>(change->from);
  }
  coverage_.set(event.index() * 32 + state);
}

}  // namespace relevo::sim
