// The first thing that is wrong in the operation file; what is found after it is not told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace relevo::operation {

/// A line of a file. The name lives as long as the sources that are read.
struct Place {
  std::string_view file;
  std::uint32_t line = 0;
};

/// `FILE:LINE`.
std::string in_words(const Place& place);

/// The text in back quotes, cut to a readable length, control characters shown as `?`.
std::string quoted(std::string_view text);

/// Readers go on with a default after a fault, so that they need no way out of their own.
class FirstFault {
 public:
  bool found() const { return !text_.empty(); }

  /// Keeps `FILE:LINE: KEY: WHAT` unless there is one already.
  void set(const Place& place, std::string_view key, std::string_view what);

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace relevo::operation
