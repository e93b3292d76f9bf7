// The word somebody probably meant: the nearest of the known ones, if any is near.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace relevo::operation {

/// How many characters must be added, removed or changed to make `b` of `a`.
std::size_t edits(std::string_view a, std::string_view b);

/// Shown words one by one, keeps the nearest to `wanted` that is at most a third of it away (at
/// least one edit is allowed); the first of equals.
class Closest {
 public:
  explicit Closest(std::string_view wanted);

  void see(std::string_view word);

  /// Empty: none is near.
  const std::string& word() const { return word_; }

 private:
  static constexpr std::size_t wanted_bytes_max = 64;  // What is longer is near to nothing.

  std::string wanted_;
  std::string word_;
  std::size_t beats_ = 0;  // A word must be fewer edits away than this.
};

}  // namespace relevo::operation
