// The small words of stories: durations as people write them, lines as words, named values.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace relevo::stories {

/// A story that makes no sense: shown with its file and line. Never a failed expectation.
class Mistake : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `1m30s`, `500ms`, `5s1us`, `-2h`, `0s`.
std::string text_of(Duration duration);
Duration duration_of(std::string_view text);

std::vector<std::string> words_of(std::string_view line);
std::vector<std::string> split(std::string_view text, char at);
std::uint64_t number_of(std::string_view text);

/// Words in their order, and `name=value` by name. What nobody asked for is a mistake.
class Arguments {
 public:
  explicit Arguments(const std::vector<std::string>& words);

  /// The next word; a mistake when there is none.
  std::string word();
  bool has_word() const { return next_ < words_.size(); }

  std::optional<std::string> named(const std::string& name);
  std::string named(const std::string& name, const std::string& otherwise);

  /// Calls `use(name, value)` for each named value that is left.
  template <class Use>
  void each_named(const Use& use) {
    for (const auto& [name, value] : std::exchange(named_, {})) use(name, value);
  }

  void all_used() const;

 private:
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  std::map<std::string, std::string> named_;
};

}  // namespace relevo::stories
