#include "view/tally/series.h"

#include <algorithm>

#include "base/assert.h"

namespace relevo {

namespace {

// Keys of measures are below, those of spreads behind one another.
constexpr std::uint16_t spread_keys = 100;
static_assert(measures_max <= spread_keys);

constexpr Duration minute = minutes(1);

Cell& cell_at(std::vector<Cell>& cells, Time from) {
  if (!cells.empty() && cells.back().from == from) return cells.back();
  const auto place = std::lower_bound(cells.begin(), cells.end(), from,
                                      [](const Cell& cell, Time at) { return cell.from < at; });
  if (place != cells.end() && place->from == from) return *place;
  return *cells.insert(place, Cell{.from = from, .entries = {}});
}

void add_to(Cell& cell, const Entry& added) {
  if (added.amount == 0) return;
  const auto place =
      std::lower_bound(cell.entries.begin(), cell.entries.end(), added.key,
                       [](const Entry& e, std::uint16_t key) { return e.key < key; });
  if (place == cell.entries.end() || place->key != added.key) {
    cell.entries.insert(place, added);
    return;
  }
  place->amount += added.amount;
  if (place->amount == 0) cell.entries.erase(place);
}

void sum_cells(const std::vector<Cell>& cells, Span span, Amounts& into) {
  auto cell = std::lower_bound(cells.begin(), cells.end(), span.from,
                               [](const Cell& c, Time at) { return c.from < at; });
  for (; cell != cells.end() && cell->from < span.to; ++cell) {
    for (const Entry& entry : cell->entries) {
      if (entry.key < spread_keys) {
        into.add(static_cast<Measure>(entry.key), entry.amount);
      } else {
        const std::uint32_t place = entry.key - spread_keys;
        into.add(static_cast<Spread>(place / spread_buckets), place % spread_buckets, entry.amount);
      }
    }
  }
}

bool is_sound_cell(const Cell& cell) {
  std::uint16_t before = 0;
  return std::all_of(cell.entries.begin(), cell.entries.end(), [&](const Entry& entry) {
    const bool follows = entry.key > before && entry.key < spread_keys + spreads * spread_buckets &&
                         (entry.key < measures_max || entry.key >= spread_keys);
    before = entry.key;
    return follows && entry.amount != 0;
  });
}

bool are_sound(const std::vector<Cell>& cells, Duration step) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (floor_to(cells[i].from, step) != cells[i].from || !is_sound_cell(cells[i])) return false;
    if (i > 0 && cells[i - 1].from >= cells[i].from) return false;
  }
  return true;
}

}  // namespace

Time floor_to(Time at, Duration step) {
  const std::int64_t past = at.us % step.us;
  return {at.us - (past < 0 ? past + step.us : past)};
}

Duration overlap(Span a, Span b) {
  return std::max(std::min(a.to, b.to) - std::max(a.from, b.from), Duration{});
}

void Amounts::raise(Measure measure, std::int64_t amount) {
  std::int64_t& sum = sums_[static_cast<std::size_t>(measure)];
  sum = std::max(sum, amount);
}

void Amounts::add(Spread spread, std::uint32_t bucket, std::int64_t count) {
  spread_[static_cast<std::size_t>(spread)][bucket] += count;
}

void Amounts::add(const Amounts& other) {
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const auto measure = static_cast<Measure>(i);
    if (measure == Measure::longest_wait) {
      raise(measure, other.sums_[i]);
    } else {
      sums_[i] += other.sums_[i];
    }
  }
  for (std::size_t i = 0; i < spread_.size(); ++i) {
    for (const auto& [bucket, count] : other.spread_[i]) spread_[i][bucket] += count;
  }
}

std::int64_t Amounts::count(Spread spread) const {
  std::int64_t count = 0;
  for (const auto& [bucket, in_it] : spread_[static_cast<std::size_t>(spread)]) count += in_it;
  return count;
}

Duration Amounts::at_most(Spread spread, std::int64_t permille) const {
  RELEVO_ASSERT(permille >= 0 && permille <= 1000);
  const std::int64_t rank = std::max<std::int64_t>((count(spread) * permille + 999) / 1000, 1);
  std::int64_t passed = 0;
  for (const auto& [bucket, in_it] : spread_[static_cast<std::size_t>(spread)]) {
    passed += in_it;
    if (passed >= rank) return longest_in(bucket);
  }
  return {};
}

std::uint16_t key_of(Measure measure) { return static_cast<std::uint16_t>(measure); }

std::uint16_t key_of(Spread spread, std::uint32_t bucket) {
  RELEVO_ASSERT(bucket < spread_buckets);
  return static_cast<std::uint16_t>(spread_keys +
                                    static_cast<std::uint32_t>(spread) * spread_buckets + bucket);
}

void Series::add(Time at, std::span<const Entry> entries) {
  Cell& in_quarter = cell_at(quarters_, floor_to(at, quarter));
  for (const Entry& entry : entries) add_to(in_quarter, entry);
  Cell* in_minute = minute_at(floor_to(at, minute));
  if (in_minute == nullptr) return;
  for (const Entry& entry : entries) add_to(*in_minute, entry);
}

Cell* Series::minute_at(Time from) {
  if (!minutes_.empty() && from <= minutes_.back().from) {
    const Time oldest = minutes_.back().from - minutes(minutes_kept - 1);
    return from < oldest ? nullptr : &cell_at(minutes_, from);
  }
  const Time oldest = from - minutes(minutes_kept - 1);
  const auto kept = std::find_if(minutes_.begin(), minutes_.end(),
                                 [&](const Cell& cell) { return cell.from >= oldest; });
  minutes_.erase(minutes_.begin(), kept);
  return &cell_at(minutes_, from);
}

void Series::add_time(Span span, Measure measure) {
  const auto entry = [&](Time from, Duration step) {
    return Entry{.key = key_of(measure), .amount = overlap(span, {from, from + step}).us};
  };
  for (Time from = floor_to(span.from, quarter); from < span.to; from = from + quarter) {
    add_to(cell_at(quarters_, from), entry(from, quarter));
  }
  const Time hour_ago = floor_to(span.to, minute) - minutes(minutes_kept - 1);
  Time from = std::max(floor_to(span.from, minute), hour_ago);
  for (; from < span.to; from = from + minute) {
    if (Cell* cell = minute_at(from)) add_to(*cell, entry(from, minute));
  }
}

void Series::sum(Span span, Amounts& into) const {
  const bool recent =
      !minutes_.empty() && span.from >= minutes_.back().from - minutes(minutes_kept - 1);
  sum_cells(recent ? minutes_ : quarters_,
            {.from = floor_to(span.from, recent ? minute : quarter), .to = span.to}, into);
}

void Series::forget(Time before) {
  const auto kept = std::find_if(quarters_.begin(), quarters_.end(),
                                 [&](const Cell& cell) { return cell.from + quarter > before; });
  quarters_.erase(quarters_.begin(), kept);
}

bool Series::is_sound() const {
  return are_sound(minutes_, minute) && are_sound(quarters_, quarter);
}

}  // namespace relevo
