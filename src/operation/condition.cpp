#include "operation/condition.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "base/enum_name.h"
#include "operation/closest.h"
#include "operation/first_fault.h"

namespace relevo::operation {

namespace {

using Words = std::vector<std::string_view>;

constexpr std::int64_t millionths = 1'000'000;
constexpr std::int64_t amount_max = 1'000'000'000 * millionths;
constexpr std::size_t amount_bytes_max = 20;
constexpr Duration test_max = hours(24);
constexpr std::string_view condition_like =
    "write it like `abandonment over 15 min > 8 % back 5 %`";
constexpr std::string_view test_like =
    "write it like `10 s abandonment 12 %`, `130 s fires` or `200 s ends`";

tl::unexpected<std::string> wrong(std::string text) { return tl::unexpected{std::move(text)}; }

Words words_of(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// The words one by one; empty ones behind the last.
class Reader {
 public:
  explicit Reader(Words words) : words_(std::move(words)) {}

  bool at_end() const { return next_ >= words_.size(); }
  std::string_view peek() const { return at_end() ? std::string_view{} : words_[next_]; }
  std::string_view take() {
    const std::string_view word = peek();
    ++next_;
    return word;
  }
  bool take(std::string_view word) {
    if (peek() != word) return false;
    ++next_;
    return true;
  }

 private:
  Words words_;
  std::size_t next_ = 0;
};

/// `12.5` in `unit` millionths, when it is a whole number of them.
std::optional<std::int64_t> scaled(std::string_view text, std::int64_t unit) {
  if (text.empty() || text.size() > amount_bytes_max) return std::nullopt;
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole_text = text.substr(0, point);
  std::int64_t whole = 0;
  const char* end = whole_text.data() + whole_text.size();
  const auto read = std::from_chars(whole_text.data(), end, whole);
  if (read.ec != std::errc{} || read.ptr != end || whole < 0 || whole_text.front() == '-' ||
      whole > amount_max / unit) {
    return std::nullopt;
  }
  std::int64_t amount = whole * unit;
  if (point == text.size()) return amount;
  const std::string_view digits = text.substr(point + 1);
  if (digits.empty()) return std::nullopt;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9' || unit % 10 != 0) return std::nullopt;
    unit /= 10;
    amount += (digit - '0') * unit;
  }
  return amount;
}

/// In millionths of a second.
std::optional<std::int64_t> unit_of_time(std::string_view word) {
  if (word == "s") return seconds(1).us;
  if (word == "min") return minutes(1).us;
  if (word == "h") return hours(1).us;
  return std::nullopt;
}

std::string_view example_of(Written written) {
  switch (written) {
    case Written::number:
      return "12";
    case Written::percent:
      return "12 %";
    case Written::time:
      return "90 s";
    case Written::per_hour:
      break;
  }
  return "12 per hour";
}

std::optional<std::int64_t> take_amount(Reader& line, Written written) {
  const std::string_view number = line.take();
  if (written == Written::number) return scaled(number, millionths);
  if (written == Written::percent) {
    return line.take("%") ? scaled(number, millionths / 100) : std::nullopt;
  }
  if (written == Written::per_hour) {
    return line.take("per") && line.take("hour") ? scaled(number, millionths) : std::nullopt;
  }
  const auto unit = unit_of_time(line.take());
  return unit ? scaled(number, *unit) : std::nullopt;
}

std::string no_amount(std::string_view number, const KnownIndicator& known) {
  return quoted(number) + " is no value of " + std::string{known.name} + "; write it like " +
         quoted(example_of(known.written));
}

const KnownIndicator* known_of(KnownIndicators indicators, std::string_view name) {
  const auto at = std::find_if(indicators.begin(), indicators.end(),
                               [&](const KnownIndicator& known) { return known.name == name; });
  return at == indicators.end() ? nullptr : &*at;
}

std::string no_indicator(KnownIndicators indicators, std::string_view name) {
  Closest closest{name};
  for (const KnownIndicator& known : indicators) closest.see(known.name);
  return "there is no indicator " + quoted(name) + "; " +
         (closest.word().empty() ? "see docs/indicators.gen.md for those there are"
                                 : "did you mean `" + closest.word() + "`?");
}

bool is_of(const KnownIndicator& known, SubjectKind kind) {
  return (known.kinds & (1U << static_cast<unsigned>(kind))) != 0;
}

std::string wrong_kind(const KnownIndicator& known, SubjectKind of) {
  std::string kinds;
  for (unsigned kind = 0; kind < subject_kinds; ++kind) {
    const auto one = static_cast<SubjectKind>(kind);
    if (!is_of(known, one)) continue;
    kinds += (kinds.empty() ? "" : ", ") + std::string{enum_name(one)};
  }
  if (kinds.empty()) {
    return quoted(known.name) + " is of hours of shifts, which rules do not look at; write another";
  }
  return quoted(known.name) + " is not about any " + std::string{enum_name(of)} +
         "; write another, or make the rule one of: " + kinds;
}

/// Whole minutes up to an hour, then quarters up to a day: as the figures are kept.
std::optional<Duration> take_window(Reader& line) {
  const std::string_view number = line.take();
  const auto unit = unit_of_time(line.take());
  const auto amount = unit ? scaled(number, *unit) : std::nullopt;
  if (!amount || *amount < minutes(1).us || *amount > hours(24).us) return std::nullopt;
  const Duration step = *amount <= hours(1).us ? minutes(1) : minutes(15);
  return *amount % step.us == 0 ? std::optional{microseconds(*amount)} : std::nullopt;
}

}  // namespace

Parsed<Condition> parse_condition(std::string_view text, SubjectKind of,
                                  KnownIndicators indicators) {
  Reader line{words_of(text)};
  const std::string_view name = line.take();
  const KnownIndicator* known = known_of(indicators, name);
  if (known == nullptr) return wrong(no_indicator(indicators, name));
  if (!is_of(*known, of)) return wrong(wrong_kind(*known, of));
  const auto no_condition = [&] {
    return wrong(quoted(text) + " is no condition; " + std::string{condition_like});
  };
  if (!line.take("over")) return no_condition();
  const std::string_view window_text = line.peek();
  const auto window = take_window(line);
  if (!window) {
    return wrong("the time from " + quoted(window_text) +
                 " on is none that figures are kept for; write whole minutes up to `60 min`, or "
                 "quarters of an hour up to `24 h`");
  }
  // Only these are exact: an average is rarely just its limit.
  const std::string_view compares = line.take();
  if (compares != ">" && compares != "<") {
    return wrong("there is no comparison " + quoted(compares) + "; write > or <");
  }
  const bool above = compares == ">";
  const std::string_view limit_text = line.peek();
  const auto limit = take_amount(line, known->written);
  if (!limit) return wrong(no_amount(limit_text, *known));
  Condition condition{
      .indicator = name, .window = *window, .above = above, .limit = *limit, .back = *limit};
  if (line.take("back")) {
    const std::string_view back_text = line.peek();
    const auto back = take_amount(line, known->written);
    if (!back) return wrong(no_amount(back_text, *known));
    if (above ? *back > *limit : *back < *limit) {
      return wrong("`back` is outside of the limit itself; write at " +
                   std::string{above ? "most" : "least"} + " what is behind " +
                   std::string{compares});
    }
    condition.back = *back;
  }
  if (!line.at_end()) return no_condition();
  return condition;
}

Parsed<RuleTestLine> parse_test_line(std::string_view text, const RuleSetup& rule,
                                     KnownIndicators indicators) {
  Reader line{words_of(text)};
  const std::string_view number = line.take();
  const auto unit = unit_of_time(line.take());
  const auto at = unit ? scaled(number, *unit) : std::nullopt;
  if (!at || *at % seconds(1).us != 0 || *at > test_max.us) {
    return wrong(quoted(text) + " begins with no moment in whole seconds up to `24 h`; " +
                 std::string{test_like});
  }
  RuleTestLine said{
      .text = std::string{text}, .at = microseconds(*at), .indicator = {}, .amount = {}};
  const std::string_view word = line.take();
  if (word == "fires" || word == "ends") {
    said.says = word == "fires" ? RuleTestLine::Says::fires : RuleTestLine::Says::ends;
  } else {
    const bool asked =
        std::any_of(rule.when.begin(), rule.when.end(),
                    [&](const Condition& condition) { return condition.indicator.view() == word; });
    const KnownIndicator* known = known_of(indicators, word);
    if (known == nullptr || !asked) {
      Closest closest{word};
      for (const Condition& condition : rule.when) closest.see(condition.indicator.view());
      closest.see("fires");
      closest.see("ends");
      return wrong("rule " + quoted(rule.code.view()) + " asks for no " + quoted(word) + "; " +
                   (closest.word().empty() ? std::string{test_like}
                                           : "did you mean `" + closest.word() + "`?"));
    }
    said.indicator = word;
    const std::string_view amount_text = line.peek();
    if (!line.take("none")) {
      said.amount = take_amount(line, known->written);
      if (!said.amount) return wrong(no_amount(amount_text, *known) + " or `none`");
    }
  }
  if (!line.at_end()) {
    return wrong(quoted(text) + " goes on behind its end; " + std::string{test_like});
  }
  return said;
}

}  // namespace relevo::operation
