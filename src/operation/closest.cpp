#include "operation/closest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace relevo::operation {

std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

Closest::Closest(std::string_view wanted) : wanted_(wanted) {
  if (wanted.size() <= wanted_bytes_max) beats_ = std::max<std::size_t>(wanted.size() / 3, 1) + 1;
}

void Closest::see(std::string_view word) {
  const std::size_t longer = std::max(word.size(), wanted_.size());
  const std::size_t shorter = std::min(word.size(), wanted_.size());
  if (longer - shorter >= beats_) return;
  const std::size_t away = edits(wanted_, word);
  if (away >= beats_) return;
  beats_ = away;
  word_ = word;
}

}  // namespace relevo::operation
