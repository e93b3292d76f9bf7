// What figures, rules and alerts are about: an agent, a queue, and everything that these belong to.
#pragma once

#include <compare>
#include <cstdint>

namespace relevo {

/// Their numbers are in the log, in snapshots and in the archive: add at the end, never reuse.
enum class SubjectKind : std::uint8_t {
  operation = 0,  // One subject, with id 1.
  queue = 1,
  campaign = 2,
  client = 3,
  agent = 4,
  team = 5,
  site = 6,
  place = 7,  // Of work: the ids are those of WorkPlace.
};
inline constexpr unsigned subject_kinds = 8;

/// Where agents work: at the site `home`, or at any other.
enum class WorkPlace : std::uint8_t { none = 0, home = 1, on_site = 2 };

/// An id of the operation document. One that is 0 names no subject and gets no figures.
struct Subject {
  SubjectKind kind = SubjectKind::operation;
  std::uint64_t id = 0;

  friend auto operator<=>(const Subject&, const Subject&) = default;
};

template <class V>
void fields(V& visit, Subject& o) {
  visit(1, "kind", o.kind);
  visit(2, "id", o.id);
}

}  // namespace relevo
