#include "text.h"

#include <array>
#include <charconv>
#include <sstream>
#include <utility>

namespace relevo::stories {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t us;
};
constexpr std::array<Unit, 5> units{{{"h", hours(1).us},
                                     {"m", minutes(1).us},
                                     {"s", seconds(1).us},
                                     {"ms", milliseconds(1).us},
                                     {"us", 1}}};

}  // namespace

std::string text_of(Duration duration) {
  std::int64_t left = duration.us;
  if (left == 0) return "0s";
  std::string text = left < 0 ? "-" : "";
  if (left < 0) left = -left;
  for (const Unit& unit : units) {
    if (left < unit.us) continue;
    text += std::to_string(left / unit.us);
    text += unit.name;
    left %= unit.us;
  }
  return text;
}

Duration duration_of(std::string_view text) {
  const std::string whole{text};
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t us = 0;
  if (text.empty()) throw Mistake("a length of time is missing");
  while (!text.empty()) {
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    const std::size_t letters = std::min(text.find_first_of("0123456789"), text.size());
    const std::string_view name = text.substr(0, letters);
    text.remove_prefix(letters);
    bool known = false;
    for (const Unit& unit : units) {
      if (unit.name != name) continue;
      us += count * unit.us;
      known = true;
    }
    if (read.ec != std::errc{} || !known) {
      throw Mistake("'" + whole + "' is no length of time; like 1m30s, 500ms, 24h");
    }
  }
  return {negative ? -us : us};
}

std::vector<std::string> words_of(std::string_view line) {
  std::istringstream in{std::string{line}};
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    throw Mistake("'" + std::string{text} + "' is no number");
  }
  return number;
}

Arguments::Arguments(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      words_.push_back(word);
    } else {
      named_[word.substr(0, equals)] = word.substr(equals + 1);
    }
  }
}

std::string Arguments::word() {
  if (!has_word()) throw Mistake("a word is missing at the end");
  return words_[next_++];
}

std::optional<std::string> Arguments::named(const std::string& name) {
  const auto found = named_.find(name);
  if (found == named_.end()) return std::nullopt;
  std::string value = found->second;
  named_.erase(found);
  return value;
}

std::string Arguments::named(const std::string& name, const std::string& otherwise) {
  return named(name).value_or(otherwise);
}

void Arguments::all_used() const {
  if (has_word()) throw Mistake("'" + words_[next_] + "' says nothing here");
  if (!named_.empty()) throw Mistake("'" + named_.begin()->first + "=' says nothing here");
}

}  // namespace relevo::stories
