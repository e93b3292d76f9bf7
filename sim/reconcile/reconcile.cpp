#include "sim/reconcile/reconcile.h"

#include <memory>
#include <utility>

#include "base/assert.h"
#include "sim/operation.h"
#include "sim/reconcile/asked.h"
#include "sim/reconcile/compare.h"
#include "sim/reconcile/floor.h"
#include "sim/reconcile/operation.h"
#include "sim/reconcile/people.h"
#include "view/indicator/all.h"

namespace relevo::sim {

namespace {

// Before that the wall clock is noted, and nobody is there.
constexpr Duration opens_after = seconds(90);
constexpr std::int64_t asked_at_percent[] = {31, 63, 84, 100};
constexpr std::int64_t changed_at_percent = 55;
constexpr std::size_t events_at_once = 4'096;

class Day {
 public:
  Day(std::uint64_t seed, std::uint32_t agents, Duration length)
      : operation_(working_operation(seed, agents)),
        length_(length),
        floor_([this](const Batch& batch) { fold(batch); }),
        people_(floor_, operation_, seed, length) {}

  Reconciled live() {
    floor_.start();
    floor_.say(apply_of(operation_, 0));
    floor_.run_until({opens_after.us});
    opened_ = tallies_.wall(floor_.now());
    people_.come();
    at(changed_at_percent,
       [this] { floor_.say(apply_of(changed_at_noon(operation_), operation_.version)); });
    for (const std::int64_t percent : asked_at_percent) {
      floor_.run_until(moment(percent));
      ask(tallies_, last_, floor_.now(), opened_, asked_);
      through_bytes();
    }
    Reconciled day{.contacts = people_.called(),
                   .events = last_,
                   .refused = floor_.refused(),
                   .figures = figures_of_day()};
    recount(day);
    return day;
  }

 private:
  std::string figures_of_day() const {
    const Time now = floor_.now();
    const Span span = tallies_.whole({.from = opened_, .to = tallies_.wall(now)}, now);
    const auto sums = tallies_.sums(SubjectKind::operation, span, now);
    std::string text;
    for (const Indicator* one :
         {&offered, &answered, &abandoned, &service_level, &handled, &holds, &transfers,
          &missed_offers, &occupancy, &outcomes, &sales, &promises}) {
      const Value value = one->of(sums.at({.kind = SubjectKind::operation, .id = 1}));
      text += " " + std::string{one->name} + "=" + std::to_string(value.part);
      if (one->unit != Unit::count) text += "/" + std::to_string(value.whole);
    }
    return text;
  }

  Time moment(std::int64_t percent) const {
    return Time{} + opens_after + Duration{length_.us * percent / 100};
  }
  void at(std::int64_t percent, Schedule::Step step) {
    floor_.schedule().at(moment(percent), std::move(step));
  }

  void fold(const Batch& batch) {
    last_ = batch.last();
    for_each_record(batch, [this](const Record& record) {
      tallies_.apply(record);
      people_.on(record);
    });
    if (batch.document == nullptr) return;
    in_force_ = {};
    RELEVO_ASSERT(decode(*batch.document, in_force_));
  }

  /// As a server that is started again from a snapshot goes on.
  void through_bytes() {
    Bytes bytes;
    tallies_.encode_to(bytes);
    auto read = Tallies::decode_from(bytes, in_force_);
    RELEVO_ASSERT(read.has_value());
    tallies_ = std::move(*read);
  }

  void recount(Reconciled& day) {
    Recount recount;
    auto next = asked_.begin();
    for (Position at = 0; at < last_;) {
      const auto batches = floor_.log().read(at, events_at_once);
      RELEVO_ASSERT(batches.has_value() && !batches->empty());
      for (const Batch& batch : *batches) {
        recount.take(batch);
        at = batch.last();
        for (; next != asked_.end() && next->position == at; ++next) {
          compare(*next, recount, day);
          add_up(*next, day);
        }
      }
    }
    RELEVO_ASSERT(next == asked_.end());
  }

  Operation operation_;
  Operation in_force_;
  Duration length_;
  Time opened_;
  Tallies tallies_;
  Position last_ = 0;
  std::vector<Asked> asked_;
  DayFloor floor_;
  DayPeople people_;
};

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

Reconciled reconcile(std::uint64_t seed, std::uint32_t agents, Duration length) {
  return Day{seed, agents, length}.live();
}

std::string in_words(const Reconciled& day, std::uint64_t seed, std::uint32_t agents,
                     Duration length) {
  const std::string name = "reconcile: seed " + std::to_string(seed);
  std::string words =
      name + ": " + std::to_string(agents) + " agents, " + std::to_string(length.us / hours(1).us) +
      " hours, " + std::to_string(day.contacts) + " calls, " + std::to_string(day.events) +
      " events, " + std::to_string(day.refused) + " commands refused; " +
      std::to_string(day.values) + " values of " + std::to_string(day.recounted.size()) +
      " indicators about " + std::to_string(day.subjects) + " subjects in " +
      std::to_string(day.spans) + " spans, " + std::to_string(day.differences) + " differ\n";
  words += name + ": the operation had" + day.figures + "\n";
  if (!day.not_recounted.empty()) {
    words +=
        name + ": not of the log alone, and not recounted: " + listed(day.not_recounted) + "\n";
  }
  for (const std::string& line : day.told) words += name + " differs: " + line + "\n";
  return words;
}

}  // namespace relevo::sim
