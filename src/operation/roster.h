// The entries of one kind while a file is read: each code keeps the id it has always had.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "operation/closest.h"
#include "operation/table.h"

namespace relevo::operation {

/// Starts with all entries of the current document as retired; what the file names comes back.
template <class Entry>
class Roster {
 public:
  /// `kind` in words, for messages: `queue`.
  Roster(std::string_view kind, const std::vector<Entry>& current, std::size_t entries_max)
      : kind_(kind), entries_max_(entries_max), entries_(current) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      entries_[i].retired = true;
      index_.emplace(entries_[i].code.view(), Known{.index = i, .place = {}});
    }
  }

  /// The entry of this code, blank but for id and code; valid until the next take. Nullptr, and a
  /// fault at `place`: taken before, or too many. Requires is_code(code).
  Entry* take(const Table& table, std::string_view key, const Place& place, std::string_view code) {
    if (!index_.contains(std::string{code}) && entries_.size() >= entries_max_) {
      table.refuse(place, key,
                   "is one " + kind_ + " too many, retired ones included; keep to " +
                       std::to_string(entries_max_));
      return nullptr;
    }
    Known& known = index_.try_emplace(std::string{code}, Known{entries_.size(), {}}).first->second;
    if (known.place.line != 0) {
      table.refuse(place, key,
                   quoted(code) + " is taken at " + in_words(known.place) + "; give each " + kind_ +
                       " a code of its own");
      return nullptr;
    }
    known.place = place;
    if (known.index == entries_.size()) entries_.emplace_back();
    Entry& entry = entries_[known.index];
    entry = Entry{};
    entry.id.value = known.index + 1;
    entry.code = code;
    return &entry;
  }

  /// Of an entry that the file names, else nullptr.
  const Entry* find(std::string_view code) const {
    const auto at = index_.find(std::string{code});
    if (at == index_.end() || at->second.place.line == 0) return nullptr;
    return &entries_[at->second.index];
  }

  /// Where the file names it; line 0 when it does not.
  Place place_of(std::string_view code) const {
    const auto at = index_.find(std::string{code});
    return at == index_.end() ? Place{} : at->second.place;
  }

  /// find(), with a fault that names the closest when the file has none of that code.
  const Entry* refer(const Table& table, std::string_view key, const Place& place,
                     std::string_view code) const {
    const Entry* entry = find(code);
    if (entry != nullptr) return entry;
    Closest closest{code};
    for (const Entry& known : entries_) {
      if (!known.retired) closest.see(known.code.view());
    }
    table.refuse(place, key,
                 "there is no " + kind_ + " " + quoted(code) + "; " +
                     (closest.word().empty() ? "name one that has its own [[" + kind_ + "]]"
                                             : "did you mean `" + closest.word() + "`?"));
    return nullptr;
  }

  const std::vector<Entry>& entries() const { return entries_; }

  std::vector<Entry> release() { return std::move(entries_); }

 private:
  struct Known {
    std::size_t index = 0;
    Place place;
  };

  std::string kind_;
  std::size_t entries_max_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, Known> index_;
};

}  // namespace relevo::operation
